package io.skillmill.parsers.decompose;

/**
 * Cues of scripts that put no blanks between words, where a cue is found by looking for its
 * characters.
 */
final class Signs {

  /** What makes a statement a judgement. */
  private static final String[] JUDGING = {
    "如果", "若", "必须", "不要", "禁止", "确保", "验证", "确认", "避免", "务必", "始终", "不得", "不可", "切勿", "仅在", "只有",
    "除非", "时，", "场合", "場合", "必ず", "ないこと", "ないでください", "べき", "避け", "はいけない", "てはならない", "のみ", "とき、",
    "限り", "하지 마", "경우", "반드시", "해야", "않도록", "절대", "금지", "항상"
  };

  /** Verbs that open an order in Chinese. */
  private static final String[] OPENING = {
    "运行", "使用", "检查", "启动", "设置", "创建", "读取", "呈现", "列出", "生成", "分析", "报告", "执行", "打开", "添加", "删除",
        "更新",
    "安装", "配置", "编写", "收集", "确定", "识别", "提取", "调用", "保存", "输出", "审查", "提供", "询问", "阅读", "加载", "返回",
        "记录"
  };

  /** How an order ends in Japanese and Korean. */
  private static final String[] CLOSING = {
    "する", "する。", "てください", "ください。", "します。", "設定", "作成", "実行", "選択", "取得", "하세요", "하세요.", "합니다.",
    "한다."
  };

  /** Letters from here on are written without blanks, or nearly so. */
  private static final char FIRST = '\u2E80';

  private Signs() {}

  /** Whether a text has none of those letters in it. */
  static boolean latin(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= FIRST && Character.isLetter(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  static boolean judges(String text) {
    return any(text, JUDGING);
  }

  static boolean orders(String text) {
    for (String opening : OPENING) {
      if (text.startsWith(opening)) {
        return true;
      }
    }
    for (String closing : CLOSING) {
      if (text.endsWith(closing)) {
        return true;
      }
    }
    return false;
  }

  static boolean any(String text, String[] signs) {
    for (String sign : signs) {
      if (text.contains(sign)) {
        return true;
      }
    }
    return false;
  }
}
