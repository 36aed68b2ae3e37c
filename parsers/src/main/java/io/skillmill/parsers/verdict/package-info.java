/** Gives the words for judging a skill: rules, profiles, what is judged and what came of it. */
package io.skillmill.parsers.verdict;
