package io.skillmill.coordination.skills.bundled.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** HTML as Markdown. */
@Timeout(60)
class MarkdownTest {

  @Test
  void blocks_are_told_apart() {
    assertThat(
            Markdown.of(
                "<html><head><title>T</title><style>p{}</style></head><body><h2>A  b</h2>\n"
                    + "<p>One\n"
                    + " two</p><p>Three<br>four</p><blockquote><p>Said</p><p>more</p></blockquote><hr><script>if"
                    + " (a < b) x()</script><!-- no -->End</body></html>"))
        .isEqualTo("## A b\n\nOne two\n\nThree\nfour\n\n> Said\n>\n> more\n\n---\n\nEnd");
  }

  @Test
  void lists_nest_and_count() {
    assertThat(
            Markdown.of(
                "<ul><li>a<ol><li>b</li><li>c</li></ol></li><li><p>d</p><p>e</p></li></ul>f"))
        .isEqualTo("- a\n  1. b\n  2. c\n- d\n\n  e\n\nf");
  }

  @Test
  void emphasis_links_images_and_code_stay_within_their_line() {
    assertThat(Markdown.of("a <b>bold </b>b <em>i</em> <code>x_y</code> <a href='/u'> l </a>!"))
        .isEqualTo("a **bold** b *i* `x_y` [l](/u) !");
    assertThat(Markdown.of("<a href='/u'><h3>Title</h3></a><img src='i.png' alt='An image'>"))
        .isEqualTo("### [Title](/u)\n\n![An image](i.png)");
    assertThat(Markdown.of("<p><b>one<p>two")).isEqualTo("**one**\n\n**two**");
    assertThat(Markdown.of("<a href='javascript:x()'>l</a><a>m</a>")).isEqualTo("lm");
  }

  @Test
  void code_is_kept_as_it_is() {
    assertThat(Markdown.of("x<pre><code>\na  &lt; b\n  ```\n</code></pre>y"))
        .isEqualTo("x\n\n````\na  < b\n  ```\n````\n\ny");
  }

  @Test
  void tables_are_told_row_by_row() {
    assertThat(
            Markdown.of(
                "<table><tr><th>A<th>B</tr><tr><td>1|2</td><td><p>3</p><p>4</p></td></tr></table>x"))
        .isEqualTo("| A | B |\n| --- | --- |\n| 1\\|2 | 3 4 |\n\nx");
  }

  @Test
  void signs_of_markdown_are_escaped_and_entities_resolved() {
    assertThat(Markdown.of("<p># no &amp; *no* &#65;&#x42; &nosuch; 1 < 2 &copy"))
        .isEqualTo("\\# no & \\*no\\* AB &nosuch; 1 \\< 2 &copy");
  }

  @Test
  void hostile_pages_take_time_in_proportion() {
    for (var piece :
        List.of(
            "<",
            "<a",
            "<!--",
            "</",
            "<p>",
            "<div><b>",
            "<ul><li>",
            "<blockquote>",
            "&",
            "&#",
            "<a href='",
            "<a href=x>",
            "<h1>",
            "<table><tr><td>",
            "<pre>",
            "<script>",
            "`",
            "<td>",
            "<a =",
            "<svg>",
            "</b>",
            "<li>x",
            "<blockquote>x<p>",
            "<pre>\n")) {
      assertThat(Markdown.of(piece.repeat(2_000_000 / piece.length())).length())
          .as(piece)
          .isLessThanOrEqualTo(Markdown.CHARS_MAX + 1_000);
    }
  }

  @Test
  void random_pages_break_nothing() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    var pieces =
        List.of(
            "<",
            ">",
            "</",
            "a",
            "b",
            "p",
            "li",
            "ul",
            "table",
            "td",
            "tr",
            "pre",
            " ",
            "\n",
            "href=",
            "'",
            "\"",
            "x",
            "&lt;",
            "&#",
            ";",
            "<!--",
            "-->",
            "<ul>",
            "<li>",
            "</ul>",
            "|",
            "<pre>",
            "</pre>",
            "<td>",
            "<table>",
            "</table>",
            "<h1>",
            "</h1>",
            "<svg>",
            "</svg>",
            "\u0000",
            "\uD83D",
            "é",
            "<b>",
            "</b>",
            "<a href=x>",
            "</a>",
            "<blockquote>",
            "=");
    for (int round = 0; round < 20_000; round++) {
      var html = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        html.append(pieces.get(random.nextInt(pieces.size())));
      }
      try {
        Markdown.of(html.toString());
      } catch (RuntimeException e) {
        throw new AssertionError("seed %d, page <%s>".formatted(seed, html), e);
      }
    }
  }
}
