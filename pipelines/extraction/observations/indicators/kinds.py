"""The kinds of tokens that clause rules speak of: parts of speech, and the words that have a part of their own."""

NOUN = "N"
ADJECTIVE = "J"  # 重大: nominal, and makes the verb after it a noun (重大应用)
VERB = "V"
LINK = "L"  # ties a name to its figure: 达, 为, 超过
CHANGE = "G"  # 增长, 下降
LIGHT = "E"  # a verb without a meaning of its own: 实现, 有
SHARE = "O"  # 占
ADVERB = "D"  # 同比, 累计
PREPOSITION = "P"
COMPARISON = "B"  # 比, 较
OF = "U"  # 的
CONJUNCTION = "C"  # 、, 和
FREQUENCY = "F"  # 日均, 每年
TIME = "T"
AREA = "A"  # 全国, 全省: a scope and not a name
QUANTITY = "Q"
NUMERAL = "M"
PRONOUN = "R"  # 其中
LOCATIVE = "Z"  # 中, 以上
EXAMPLES = "I"  # 等: what stands before it is a list of examples
QUOTE = "K"
COMMA = "W"
STOP = "S"
OPEN = "("
CLOSE = ")"
OTHER = "X"

PLAIN = frozenset([NOUN, ADJECTIVE])  # a phrase of nothing else is a title as it stands
OF_SUBJECTS = frozenset([NOUN, ADJECTIVE, CONJUNCTION, OF, QUOTE, NUMERAL, AREA])  # whoever acts, or is acted for
