package io.skillmill.parsers.decompose;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Tells by a file's ending what it is good for. */
final class FileKind {

  private static final Map<String, String> KINDS = new HashMap<>();

  static {
    kind("script", "sh bash zsh fish ps1 bat cmd py js mjs cjs ts mts rb pl php lua r awk sql");
    kind("document", "md mdx markdown txt rst adoc pdf doc docx ppt pptx odt html htm");
    kind("data", "json jsonl yaml yml toml csv tsv xml ini cfg conf xlsx xls parquet lock");
    kind("image", "png jpg jpeg gif svg webp ico bmp avif");
    kind("source", "java kt go rs c h cc cpp cs swift scala tsx jsx vue css scss");
    kind("archive", "zip tar gz tgz bz2 xz 7z jar skill");
  }

  private FileKind() {}

  private static void kind(String kind, String endings) {
    for (String ending : endings.split(" ", -1)) {
      KINDS.put(ending, kind);
    }
  }

  static String of(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return KINDS.getOrDefault(ending, "other");
  }
}
