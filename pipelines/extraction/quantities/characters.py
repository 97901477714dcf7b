"""Sets of characters that several rules of this stage ask for."""

DIGITS = frozenset("0123456789０１２３４５６７８９")
BIG_SCALES = frozenset("万亿萬億兆")
ROUND_SCALES = frozenset("百千万亿佰仟萬億")  # alone they are round amounts (百余场); 十 alone is plain 10
SCALES = ROUND_SCALES | frozenset("十拾兆廿卅")
SPACES = frozenset(" \t\u3000\u00a0")
MORE = frozenset("多余餘来來")  # 30余项, 1.1万多名, 二十来岁
OPEN_QUOTES = frozenset("“‘「『《")
CLAUSE_ENDS = frozenset("，。；：！？,;\n\r")


def is_ideograph(character: str) -> bool:
    """Tell whether `character` is a Chinese character; the empty string is none."""
    return "\u4e00" <= character <= "\u9fff"
