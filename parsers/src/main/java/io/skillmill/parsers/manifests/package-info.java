/** Parses the manifests of plugins, marketplaces, servers, extensions, agents and skillets. */
package io.skillmill.parsers.manifests;
