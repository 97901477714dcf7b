-- Macros that read numbers in any DuckDB client, without Python. They say what pipelines/extraction reads in the forms
-- below, and NULL for everything else; tests/warehouse/test_macros.py compares the two.
--
-- `list_transform([x], lambda name: …)[1]` gives a value a name: a macro repeats its arguments wherever it uses them.
-- The macros whose names end in an underscore are parts of the others.

-- One character per digit and scale word: 零一二两三四五六七八九 十百千万亿兆 点, Arabic in half width, no spaces.
-- translate is slow, so it sees only what needs it: not what is canonical already, nor what no number is written with.
CREATE OR REPLACE MACRO cn_canonical_(printed) AS
    CASE
        WHEN regexp_full_match(printed, '[-负]?[\d,.零一二两三四五六七八九十百千万亿兆点]{1,80}') THEN printed
        WHEN length(printed) <= 80 AND regexp_full_match(
            printed,
            '[\d,.零一二两三四五六七八九十百千万亿兆点〇○兩俩倆仨幺壹贰貳叁參叄肆伍陆陸柒捌玖拾佰仟萬億點廿卅卌'
            || '０-９，．·－−負负\s　\x{A0}-]+'
        ) THEN replace(replace(replace(translate(
            printed,
            '〇○兩俩倆仨幺壹贰貳叁參叄肆伍陆陸柒捌玖拾佰仟萬億點０１２３４５６７８９，．·－−負 　'
                || chr(9) || chr(10) || chr(13) || chr(160),
            '零零两两两三一一二二三三三四五六六七八九十百千万亿点0123456789,..--负'
        ), '廿', '二十'), '卅', '三十'), '卌', '四十')
    END;

-- A string of digits as DECIMAL(38,9), rounded half-even to nine places as everywhere in the warehouse (the cast alone
-- rounds halves up); NULL from 10^25, where read_numeral ends as well.
CREATE OR REPLACE MACRO cn_decimal_(digits) AS
    list_transform(
        [TRY_CAST(
            CASE
                WHEN length(digits) > 10 AND regexp_matches(digits, '\.\d{8}[02468]50*$')
                    THEN regexp_extract(digits, '^\d*\.\d{9}')
                ELSE digits
            END AS DECIMAL(38, 9)
        )],
        lambda number: CASE WHEN number < 10000000000000000000000000 THEN number END
    )[1];

-- Digits with the decimal point moved to the right: 1.43 by 12 → 1430000000000.
CREATE OR REPLACE MACRO cn_shifted_(digits, places) AS
    CASE
        WHEN places = 0 THEN digits
        ELSE split_part(digits, '.', 1) || left(rpad(split_part(digits, '.', 2), places, '0'), places)
            || '.' || substr(split_part(digits, '.', 2), places + 1) || '0'
    END;

-- The power of ten that scale words name together: 百万 → 6, 万亿 → 12.
CREATE OR REPLACE MACRO cn_exponent_(scales) AS
    CASE left(scales, 1) WHEN '十' THEN 1 WHEN '百' THEN 2 WHEN '千' THEN 3 ELSE 0 END
    + CASE WHEN contains(scales, '万') THEN 4 ELSE 0 END
    + CASE WHEN contains(scales, '亿') THEN 8 ELSE 0 END
    + CASE WHEN contains(scales, '兆') THEN 12 ELSE 0 END;

-- One digit in Chinese, or Arabic digits with or without separators; NULL for an empty string.
CREATE OR REPLACE MACRO cn_digits_(token) AS
    CASE
        WHEN token = '' THEN NULL
        WHEN token = '两' THEN 2::DECIMAL(38, 9)
        WHEN unicode(token) > 127 THEN (strpos('一二三四五六七八九', token))::DECIMAL(38, 9)
        ELSE TRY_CAST(replace(token, ',', '') AS DECIMAL(38, 9))
    END;

-- A number below 10000 in words: 三千零五十 → 3050, 三百二 → 320, 3千5 → 3005. A 零 at the end is no number.
CREATE OR REPLACE MACRO cn_section_(words) AS
    CASE
        WHEN words = '零' THEN 0::DECIMAL(38, 9)
        ELSE list_transform(
            [regexp_extract(
                words,
                '^(?:零*([一二两三四五六七八九]|\d+(?:,\d{3})*(?:\.\d+)?|\.\d+)?(千))?'
                || '(?:零*([一二两三四五六七八九]|\d+(?:,\d{3})*(?:\.\d+)?|\.\d+)?(百))?'
                || '(?:零*([一二两三四五六七八九]|\d+(?:,\d{3})*(?:\.\d+)?|\.\d+)?(十))?'
                || '(?:(零*)([一二两三四五六七八九]|\d+(?:,\d{3})*(?:\.\d+)?|\.\d+))?$',
                ['thousands', 'thousand', 'hundreds', 'hundred', 'tens', 'ten', 'zeros', 'ones']
            )],
            lambda s: CASE
                WHEN s.thousand || s.hundred || s.ten || s.ones = '' THEN NULL
                WHEN s.thousand <> '' AND s.hundred <> '' AND s.hundreds = '' THEN NULL
                -- what stands before a scale word is less than the scale word before it
                WHEN coalesce(cn_digits_(s.thousands) >= 10000, false) THEN NULL
                WHEN coalesce(cn_digits_(s.hundreds) >= CASE WHEN s.thousand <> '' THEN 1000 ELSE 10000 END, false) THEN NULL
                WHEN coalesce(
                    cn_digits_(s.tens) >= CASE WHEN s.hundred <> '' THEN 100 WHEN s.thousand <> '' THEN 1000 ELSE 10000 END,
                    false
                ) THEN NULL
                WHEN coalesce(
                    cn_digits_(s.ones) >= CASE
                        WHEN s.ten <> '' THEN 10
                        WHEN s.hundred <> '' THEN 100
                        WHEN s.thousand <> '' THEN 1000
                    END,
                    false
                ) THEN NULL
                ELSE CASE WHEN s.thousand = '' THEN 0 ELSE coalesce(cn_digits_(s.thousands), 1) * 1000 END
                    + CASE WHEN s.hundred = '' THEN 0 ELSE coalesce(cn_digits_(s.hundreds), 1) * 100 END
                    + CASE WHEN s.ten = '' THEN 0 ELSE coalesce(cn_digits_(s.tens), 1) * 10 END
                    + CASE
                        WHEN s.ones = '' THEN 0
                        -- the last digit belongs to the next place: 三百二 is 320
                        WHEN s.zeros = '' AND s.ten = '' AND s.thousand || s.hundred <> ''
                            AND NOT regexp_matches(s.ones, '\d')
                            THEN cn_digits_(s.ones) * CASE WHEN s.hundred <> '' THEN 10 ELSE 100 END
                        ELSE cn_digits_(s.ones)
                    END
            END
        )[1]
    END;

-- What follows a big scale word: 零 at its head is skipped, a single digit belongs to the next place (一万三 is 13000).
CREATE OR REPLACE MACRO cn_rest_(words, scale) AS
    CASE
        WHEN words = '' THEN 0::DECIMAL(38, 9)
        WHEN regexp_full_match(words, '[一二两三四五六七八九\d]') THEN cn_digits_(words) * (scale // 10)
        ELSE cn_section_(ltrim(words, '零'))
    END;

-- A whole number with the scale words 万 亿 兆, each once: (…万)…亿 …万 …
CREATE OR REPLACE MACRO cn_whole_(words) AS
    list_transform(
        [regexp_extract(
            words,
            '^(?:([^万亿兆]*)(兆))?(?:(?:([^万亿兆]*)(万))?([^万亿兆]*)(亿))?(?:([^万亿兆]*)(万))?([^万亿兆]*)$',
            ['z', 'zhao', 'w', 'wan_yi', 'y', 'yi', 'v', 'wan', 'u']
        )],
        lambda p: list_transform(
            [{
                'high': CASE
                    WHEN p.zhao = '' THEN 0
                    ELSE CASE WHEN p.z = '' THEN 1 ELSE cn_section_(p.z) END * 1000000000000
                END,
                'middle': CASE
                    WHEN p.yi = '' THEN 0
                    WHEN p.wan_yi = '' THEN
                        CASE
                            WHEN p.y = '' THEN 1
                            WHEN p.zhao = '' THEN cn_section_(p.y)
                            ELSE cn_section_(ltrim(p.y, '零'))
                        END * 100000000
                    ELSE (
                        CASE
                            WHEN p.w = '' THEN 1
                            WHEN p.zhao = '' THEN cn_section_(p.w)
                            ELSE cn_section_(ltrim(p.w, '零'))
                        END * 10000 + cn_rest_(p.y, 10000)
                    ) * 100000000
                END,
                'low': CASE
                    WHEN p.wan = '' THEN 0
                    WHEN p.v = '' THEN 10000
                    WHEN p.zhao || p.yi = '' THEN cn_section_(p.v) * 10000
                    WHEN ltrim(p.v, '零') = '' THEN 10000
                    ELSE cn_section_(ltrim(p.v, '零')) * 10000
                END,
                'rest': CASE
                    WHEN p.zhao || p.yi || p.wan = '' THEN cn_section_(p.u)
                    WHEN p.wan <> '' THEN cn_rest_(p.u, 10000)
                    WHEN p.yi <> '' THEN cn_rest_(p.u, 100000000)
                    ELSE cn_rest_(p.u, 1000000000000)
                END
            }],
            lambda n: CASE
                -- what stands before a scale word is whole where something follows, what follows is less than the word
                WHEN p.wan <> '' AND p.u <> '' AND (n.low % 10000 <> 0 OR n.rest >= 10000) THEN NULL
                WHEN p.wan_yi <> '' AND p.y <> '' AND n.middle % 100000000 <> 0 THEN NULL
                WHEN p.yi <> '' AND p.v || p.wan || p.u <> ''
                    AND (n.middle % 100000000 <> 0 OR n.low + n.rest >= 100000000) THEN NULL
                WHEN p.zhao <> '' AND p.y || p.yi || p.v || p.wan || p.u <> ''
                    AND (n.high % 1000000000000 <> 0 OR n.middle + n.low + n.rest >= 1000000000000) THEN NULL
                ELSE n.high + n.middle + n.low + n.rest
            END
        )[1]
    )[1];

-- A number without its sign, in canonical characters.
CREATE OR REPLACE MACRO cn_magnitude_(words) AS
    CASE
        WHEN length(words) NOT BETWEEN 1 AND 80
            OR NOT regexp_full_match(words, '[\d,.零一二两三四五六七八九十百千万亿兆点]+') THEN NULL
        -- Arabic, with separators and scale words: 1,234.5, 1.43万亿
        WHEN regexp_full_match(words, '(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)[十百千]?万?亿?兆?') THEN
            list_transform(
                [regexp_extract(replace(words, ',', ''), '^([\d.]+)(.*)$', ['digits', 'scales'])],
                lambda a: cn_decimal_(cn_shifted_(a.digits, cn_exponent_(a.scales)))
            )[1]
        -- digit by digit: 二〇二四
        WHEN regexp_full_match(words, '[零一二三四五六七八九]{2,}') THEN
            cn_decimal_(translate(words, '零一二三四五六七八九', '0123456789'))
        -- with decimals: 五十六点七, 三点五万亿
        WHEN contains(words, '点') THEN
            list_transform(
                [regexp_extract(
                    words,
                    '^([^点]+)点([零一二三四五六七八九]+|\d+)([十百千]?万?亿?兆?)$',
                    ['whole', 'decimals', 'scales']
                )],
                lambda d: list_transform(
                    [CASE
                        WHEN d.whole = '' THEN NULL
                        WHEN regexp_full_match(d.whole, '\d{1,3}(?:,\d{3})+|\d+') THEN cn_decimal_(replace(d.whole, ',', ''))
                        WHEN regexp_full_match(d.whole, '[零一二三四五六七八九]{2,}')
                            THEN cn_decimal_(translate(d.whole, '零一二三四五六七八九', '0123456789'))
                        WHEN NOT regexp_matches(d.whole, '^[\d,.]*$') THEN cn_whole_(d.whole)
                    END],
                    lambda whole: CASE
                        WHEN whole % 1 <> 0 OR (d.scales <> '' AND whole >= 10000) THEN NULL
                        ELSE cn_decimal_(cn_shifted_(
                            whole::DECIMAL(38, 0)::VARCHAR || '.'
                            || translate(d.decimals, '零一二三四五六七八九', '0123456789'),
                            cn_exponent_(d.scales)
                        ))
                    END
                )[1]
            )[1]
        WHEN regexp_matches(words, '[十百千万亿兆]|^[零一二两三四五六七八九]$')
            -- digits too many to multiply within DECIMAL(38,9)
            AND NOT regexp_matches(words, '\d{10}') AND length(words) <= 40 THEN cn_whole_(words)
    END;

-- The number that the whole string names, as DECIMAL(38,9): Arabic with separators and full-width digits ('1,234.5'),
-- standard and formal Chinese ('一百二十三万', '壹佰贰拾叁'), digit strings ('二〇二四'), mixed with scale words
-- ('3亿5000万', '1.43万亿'); NULL for everything else.
CREATE OR REPLACE MACRO cn_number(text) AS
    list_transform(
        [cn_canonical_(text)],
        lambda words: CASE
            WHEN words[1] IN ('-', '负') THEN -cn_magnitude_(words[2:])
            ELSE cn_magnitude_(words)
        END
    )[1];

-- The size of the last digit that a number is printed to: 1554亿 → 1e8, 1.43万亿 → 1e10, 12.70% → 0.01. Half of it is
-- what rounding may have taken away. Chinese numerals print no closing zeros: 三千五百万 → 1e6.
CREATE OR REPLACE MACRO cn_precision_(printed, number) AS
    list_transform(
        [replace(regexp_extract(printed, '\d[\d,]*(?:\.\d+)?'), ',', '')],
        lambda mantissa: CASE
            WHEN coalesce(TRY_CAST(mantissa AS DOUBLE), 0) <> 0
                THEN abs(number::DOUBLE) / mantissa::DOUBLE * pow(10, -length(split_part(mantissa, '.', 2)))
            WHEN number = 0 OR number % 1 <> 0 THEN 1e-9
            ELSE pow(10, length(regexp_extract(number::DECIMAL(38, 0)::VARCHAR, '0*$')))
        END
    )[1];
