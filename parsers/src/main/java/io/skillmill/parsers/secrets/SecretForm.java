package io.skillmill.parsers.secrets;

import static io.skillmill.parsers.secrets.Charset.ALPHANUMERIC;
import static io.skillmill.parsers.secrets.Charset.BASE64;
import static io.skillmill.parsers.secrets.Charset.BASE64_URL;
import static io.skillmill.parsers.secrets.Charset.DOTTED;
import static io.skillmill.parsers.secrets.Charset.HEXADECIMAL;
import static io.skillmill.parsers.secrets.Charset.PATH;
import static io.skillmill.parsers.secrets.Charset.UPPER_ALPHANUMERIC;
import static io.skillmill.parsers.secrets.Charset.WORD;

import java.util.List;

/**
 * What the keys of one issuer look like: a prefix, and so many characters after it.
 *
 * @param kind what it is, for people
 * @param prefix how it begins, in its own letter case
 * @param body what follows
 * @param min how many characters follow at least
 * @param max and at most; a longer run is something else
 */
record SecretForm(String kind, String prefix, Charset body, int min, int max) {

  /** The forms that issuers publish so that scanners can tell their keys. */
  static final List<SecretForm> ALL =
      List.of(
          form("AWS access key", "AKIA", UPPER_ALPHANUMERIC, 16, 16),
          form("AWS access key", "ASIA", UPPER_ALPHANUMERIC, 16, 16),
          form("GitHub token", "ghp_", ALPHANUMERIC, 36, 255),
          form("GitHub token", "gho_", ALPHANUMERIC, 36, 255),
          form("GitHub token", "ghu_", ALPHANUMERIC, 36, 255),
          form("GitHub token", "ghs_", ALPHANUMERIC, 36, 255),
          form("GitHub token", "ghr_", ALPHANUMERIC, 36, 255),
          form("GitHub token", "github_pat_", WORD, 50, 255),
          form("GitLab token", "glpat-", BASE64_URL, 20, 255),
          form("Slack token", "xoxb-", BASE64_URL, 20, 255),
          form("Slack token", "xoxa-", BASE64_URL, 20, 255),
          form("Slack token", "xoxp-", BASE64_URL, 20, 255),
          form("Slack token", "xoxr-", BASE64_URL, 20, 255),
          form("Slack token", "xoxs-", BASE64_URL, 20, 255),
          form("Slack token", "xapp-", BASE64_URL, 20, 255),
          form("Slack webhook", "hooks.slack.com/services/", PATH, 40, 120),
          form("Discord webhook", "discord.com/api/webhooks/", PATH, 60, 140),
          form("Discord webhook", "discordapp.com/api/webhooks/", PATH, 60, 140),
          form("Stripe key", "sk_live_", ALPHANUMERIC, 24, 255),
          form("Stripe key", "rk_live_", ALPHANUMERIC, 24, 255),
          form("Stripe webhook secret", "whsec_", BASE64, 32, 255),
          form("OpenAI key", "sk-proj-", BASE64_URL, 40, 255),
          form("OpenAI key", "sk-svcacct-", BASE64_URL, 40, 255),
          form("OpenAI key", "sk-admin-", BASE64_URL, 40, 255),
          form("OpenAI key", "sk-", ALPHANUMERIC, 32, 64),
          form("Anthropic key", "sk-ant-", BASE64_URL, 40, 255),
          form("OpenRouter key", "sk-or-v1-", HEXADECIMAL, 64, 64),
          form("Google API key", "AIza", BASE64_URL, 35, 35),
          form("Google OAuth token", "ya29.", BASE64_URL, 40, 2048),
          form("Google OAuth secret", "GOCSPX-", BASE64_URL, 28, 28),
          form("Hugging Face token", "hf_", ALPHANUMERIC, 34, 40),
          form("npm token", "npm_", ALPHANUMERIC, 36, 36),
          form("PyPI token", "pypi-AgEI", BASE64_URL, 50, 512),
          form("SendGrid key", "SG.", DOTTED, 60, 80),
          form("DigitalOcean token", "dop_v1_", HEXADECIMAL, 64, 64),
          form("Databricks token", "dapi", HEXADECIMAL, 32, 32),
          form("Linear key", "lin_api_", ALPHANUMERIC, 40, 48),
          form("Notion token", "ntn_", ALPHANUMERIC, 40, 60),
          form("Groq key", "gsk_", ALPHANUMERIC, 50, 60),
          form("Replicate token", "r8_", ALPHANUMERIC, 37, 40),
          form("Perplexity key", "pplx-", ALPHANUMERIC, 48, 56),
          form("Shopify token", "shpat_", HEXADECIMAL, 32, 32),
          form("Azure storage key", "AccountKey=", BASE64, 86, 90));

  /** How many characters of a secret are those that all of its kind begin with. */
  static int prefixLength(String secret) {
    int length = 0;
    for (SecretForm form : ALL) {
      if (secret.startsWith(form.prefix())) {
        length = Math.max(length, form.prefix().length());
      }
    }
    return length;
  }

  private static SecretForm form(String kind, String prefix, Charset body, int min, int max) {
    return new SecretForm(kind, prefix, body, min, max);
  }
}
