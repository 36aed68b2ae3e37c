package io.skillmill.parsers.traits;

/** A script by its blocks of Unicode, with the language that is nearly always meant by it. */
enum Script {
  HAN("zh", 4, 0x3400, 0x9FFF),
  KANA("ja", 4, 0x3040, 0x30FF),
  HANGUL("ko", 4, 0xAC00, 0xD7AF),
  CYRILLIC("ru", 2, 0x0400, 0x052F),
  GREEK("el", 2, 0x0370, 0x03FF),
  HEBREW("he", 2, 0x0590, 0x05FF),
  ARABIC("ar", 2, 0x0600, 0x06FF),
  DEVANAGARI("hi", 2, 0x0900, 0x097F),
  THAI("th", 2, 0x0E00, 0x0E7F),
  OTHER("", 0, 0, 0);

  static final Script[] ALL = values();

  final String tag;
  final int weight;
  private final int first;
  private final int last;

  Script(String tag, int weight, int first, int last) {
    this.tag = tag;
    this.weight = weight;
    this.first = first;
    this.last = last;
  }

  static Script of(char c) {
    for (Script script : ALL) {
      if (c >= script.first && c <= script.last) {
        return script;
      }
    }
    return OTHER;
  }
}
