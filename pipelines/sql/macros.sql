-- Macros that read numbers in any DuckDB client, without Python. They say what pipelines/extraction reads in the forms
-- below, and NULL for everything else; tests/warehouse/test_macros.py compares the two.
--
-- A form is recognised whole by one pattern first, so that what follows may take it apart with plain string functions.
-- A macro repeats its argument wherever it uses it, so each step is a subquery that gives the result of the one before
-- it a name. The macros whose names end in an underscore are parts of the others.

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
    CASE
        WHEN length(split_part(digits, '.', 1)) > 25 AND NOT starts_with(digits, '0') THEN NULL
        WHEN regexp_matches(digits, '\.\d{8}[02468]50*$')
            THEN TRY_CAST(regexp_extract(digits, '^\d*\.\d{9}') AS DECIMAL(38, 9))
        ELSE TRY_CAST(digits AS DECIMAL(38, 9))
    END;

-- Digits with the decimal point moved to the right: 1.43 by 12 → 1430000000000.
CREATE OR REPLACE MACRO cn_shifted_(digits, places) AS
    CASE
        WHEN places = 0 THEN digits
        ELSE split_part(digits, '.', 1) || left(rpad(split_part(digits, '.', 2), places, '0'), places)
            || '.' || substr(split_part(digits, '.', 2), places + 1) || '0'
    END;

-- The power of ten that the scale words at the end name together: 3百万 → 6, 1.43万亿 → 12.
CREATE OR REPLACE MACRO cn_exponent_(words) AS
    CASE WHEN contains(words, '十') THEN 1 WHEN contains(words, '百') THEN 2 WHEN contains(words, '千') THEN 3 ELSE 0 END
    + CASE WHEN contains(words, '万') THEN 4 ELSE 0 END
    + CASE WHEN contains(words, '亿') THEN 8 ELSE 0 END
    + CASE WHEN contains(words, '兆') THEN 12 ELSE 0 END;

-- The value of one digit by its place in a string that repeats every ten; 1 for anything else: 百 and 零百 are 100.
CREATE OR REPLACE MACRO cn_digit_(digit) AS
    coalesce(nullif(strpos('一二三四五六七八九0123456789──两', digit), 0), 1) % 10;

CREATE OR REPLACE MACRO cn_digits_before_(section, word, factor) AS
    CASE
        WHEN contains(section, word) THEN cn_digit_(section[strpos(section, word) - 1:strpos(section, word) - 1]) * factor
        ELSE 0
    END;

-- A number below 10000 in words, or Arabic digits: 三千零五十 → 3050, 三百二 → 320 (the last digit belongs to the next
-- place), 3千5 → 3005, nothing at all before a scale word → 1 (万 is 10000). The words are well-formed already.
CREATE OR REPLACE MACRO cn_section_(words) AS
    CASE
        WHEN words = '' THEN 1
        WHEN regexp_full_match(words, '零*[\d,]+') THEN ltrim(replace(words, ',', ''), '零')::BIGINT
        ELSE cn_digits_before_(words, '千', 1000)
            + cn_digits_before_(words, '百', 100)
            + cn_digits_before_(words, '十', 10)
            + CASE
                WHEN contains('千百十', words[-1:]) THEN 0
                WHEN unicode(words[-1:]) < 128 THEN regexp_extract(words, '\d+$')::INTEGER
                ELSE cn_digit_(words[-1:]) * CASE words[-2:-2] WHEN '千' THEN 100 WHEN '百' THEN 10 ELSE 1 END
            END
    END;

-- A whole number with the scale words 万 亿 兆, each in its place: (…万…兆)(…万…亿)(…万)…
CREATE OR REPLACE MACRO cn_is_whole_(words) AS
    regexp_full_match(words, replace(replace(
        '(?:(?:X万)?X兆)?(?:(?:X万)?X亿)?(?:X万)?X',
        'X',
        '(?:(?:零*N?千(?:零*N百)?|(?:零*N?百)?)(?:零*N?十)?(?:零*N)?|N千零*\d{1,3}|N百零*\d\d?|零*\d{1,12}|零*\d{1,3}(?:,\d{3})+)'
    ), 'N', '[一二两三四五六七八九1-9]'))
    -- 零 stands before a digit; what follows a scale word is less than it
    AND NOT regexp_matches(
        words,
        '零(?:[千百十万亿兆]|$)|万零*(?:\d{5}|\d\d,|\d,\d+,)|[亿兆]零*(?:\d{5}|\d\d,|\d,\d+,)[\d,]*[万亿]|亿[\d,]{9}'
        || '|兆[\d,]{12}|兆[^亿]*万[^亿]*亿|万[一二两三四五六七八九\d][亿兆]'
        -- one Arabic digit may be the ones or, as in speech, the next place: 1万5, 三百2
        || '|[百千]\d(?:[万亿兆]|$)|[百千]0|^零+\d{5}|(?:^|[亿兆]零*)\d{0,2}[万亿兆]\d$'
    );

-- The whole number that such words name, as HUGEINT.
CREATE OR REPLACE MACRO cn_whole_(words) AS (
    SELECT CASE
        WHEN well_formed IS NOT TRUE THEN NULL
        ELSE CASE WHEN above_zhao IS NULL THEN 0 ELSE cn_section_(above_zhao)::HUGEINT * 10000000000000000 END
            -- an empty section counts as one before a scale word of its own (亿), as nothing in 万亿
            + CASE
                WHEN zhao IS NULL OR (zhao = '' AND above_zhao IS NOT NULL) THEN 0
                ELSE cn_section_(zhao)::HUGEINT * 1000000000000
            END
            + CASE WHEN above_yi IS NULL THEN 0 ELSE cn_section_(above_yi)::HUGEINT * 1000000000000 END
            + CASE
                WHEN yi IS NULL OR (yi = '' AND above_yi IS NOT NULL) THEN 0
                ELSE cn_section_(yi)::HUGEINT * 100000000
            END
            + CASE WHEN wan IS NULL THEN 0 ELSE cn_section_(wan)::HUGEINT * 10000 END
            + CASE
                WHEN ones = '' THEN 0
                -- a single digit at the end belongs to the next place: 一万三 is 13000
                WHEN NOT regexp_full_match(ones, '[一二两三四五六七八九]') THEN cn_section_(ones)
                WHEN wan IS NOT NULL THEN cn_section_(ones) * 1000
                WHEN yi IS NOT NULL THEN cn_section_(ones) * 10000000
                WHEN zhao IS NOT NULL THEN cn_section_(ones) * 100000000000
                ELSE cn_section_(ones)
            END
    END
    FROM (
        SELECT
            well_formed,
            CASE WHEN contains(zhao_part, '万') THEN split_part(zhao_part, '万', 1) END AS above_zhao,
            split_part(zhao_part, '万', -1) AS zhao,
            CASE WHEN contains(yi_part, '万') THEN split_part(yi_part, '万', 1) END AS above_yi,
            split_part(yi_part, '万', -1) AS yi,
            CASE WHEN contains(end_part, '万') THEN split_part(end_part, '万', 1) END AS wan,
            split_part(end_part, '万', -1) AS ones
        FROM (
            SELECT
                cn_is_whole_(word_string) AS well_formed,
                CASE WHEN contains(word_string, '兆') THEN split_part(word_string, '兆', 1) END AS zhao_part,
                CASE
                    WHEN contains(word_string, '亿') THEN split_part(split_part(word_string, '亿', 1), '兆', -1)
                END AS yi_part,
                split_part(split_part(word_string, '亿', -1), '兆', -1) AS end_part
            FROM (SELECT words AS word_string)
        )
    )
);

-- The number that the whole string names, as DECIMAL(38,9): Arabic with separators and full-width digits ('1,234.5'),
-- standard and formal Chinese ('一百二十三万', '壹佰贰拾叁'), digit strings ('二〇二四'), mixed with scale words
-- ('3亿5000万', '1.43万亿'); NULL for everything else.
CREATE OR REPLACE MACRO cn_number(text) AS (
    SELECT CASE WHEN is_negative THEN -magnitude ELSE magnitude END
    FROM (
        SELECT
            is_negative,
            cn_decimal_(CASE
                WHEN whole IS NULL THEN NULL
                WHEN decimals = '' AND scales = '' THEN whole
                -- 3.5万: the scale words multiply the whole, which is then below 10000 in words (十二万点五万 is nothing)
                WHEN is_spoken AND scales <> '' AND length(whole) > 4 THEN NULL
                ELSE cn_shifted_(whole || '.' || decimals, cn_exponent_(scales))
            END) AS magnitude
        FROM (
            SELECT
                is_negative,
                is_spoken,
                scales,
                translate(decimals, '零一二三四五六七八九', '0123456789') AS decimals,
                CASE
                    WHEN regexp_full_match(head, '\d*') THEN head
                    WHEN regexp_full_match(head, '\d{1,3}(?:,\d{3})+') THEN replace(head, ',', '')
                    WHEN regexp_full_match(head, '零|[零一二三四五六七八九]{2,}')
                        THEN translate(head, '零一二三四五六七八九', '0123456789')
                    ELSE cn_whole_(head)::VARCHAR
                END AS whole
            FROM (
                SELECT
                    is_negative,
                    contains(words, '点') AS is_spoken,
                    CASE
                        WHEN NOT regexp_full_match(
                            words,
                            '(?:[\d,]*\.\d+|[\d,]+|[^.点]+点(?:[零一二三四五六七八九]+|\d+))[十百千]?万?亿?兆?|[^.点]+'
                        )
                            -- what stands before 十, 百 and 千 is below 10000
                            OR regexp_matches(words, '^(?:\d{5}|\d\d,)[\d,.]*[十百千]') THEN NULL
                        -- 七八 is 7 to 8, and 78 is 七十八; longer strings of digits are read one by one
                        WHEN words IN ('一二', '二三', '三四', '三五', '四五', '五六', '六七', '七八', '八九') THEN NULL
                        WHEN regexp_matches(words, '[.点]') THEN regexp_extract(words, '^[^.点]*')
                        WHEN regexp_full_match(words, '[\d,]+[十百千]?万?亿?兆?') THEN rtrim(words, '十百千万亿兆')
                        ELSE words
                    END AS head,
                    rtrim(regexp_extract(words, '[.点](.*)$', 1), '十百千万亿兆') AS decimals,
                    CASE
                        WHEN regexp_full_match(words, '(?:[\d,]+|.*[.点].*)[十百千]?万?亿?兆?')
                            THEN regexp_extract(words, '[十百千]?万?亿?兆?$')
                        ELSE ''
                    END AS scales
                FROM (
                    SELECT is_negative, CASE WHEN is_negative THEN canonical[2:] ELSE canonical END AS words
                    FROM (
                        SELECT canonical, regexp_matches(canonical, '^[-负]') AS is_negative
                        FROM (SELECT cn_canonical_(text) AS canonical)
                    )
                )
            )
        )
    )
);

-- A number with its unit: cn_quantity('8294亿千瓦时') is {'value': 829400000000, 'unit': 千瓦时}. As in the tables, scale
-- words are multiplied in, the unit is not converted, 百分之三 is 3 %, 三成 is 30 %. NULL where no number is read.
CREATE OR REPLACE MACRO cn_quantity(text) AS (
    SELECT CASE
        WHEN number IS NOT NULL AND length(unit) <= 12
            AND regexp_full_match(unit, '[^\d\s，。；：、！？,.!?;:（）()“”一二三四五六七八九多余几]*')
            THEN {
                'value': (number * CASE WHEN unit IN ('成', '折') THEN 10 ELSE 1 END)::DECIMAL(38, 9),
                'unit': CASE WHEN unit IN ('％', '成', '折') THEN '%' ELSE unit END
            }
    END
    FROM (
        SELECT
            cn_number(CASE
                WHEN is_percent THEN whole[4:]
                ELSE rtrim(left(whole, length(whole) - length(unit_printed)), '多余来')
            END) AS number,
            CASE WHEN is_percent THEN '%' ELSE regexp_replace(replace(unit_printed, '个多月', '个月'), '^个多', '') END AS unit
        FROM (
            SELECT
                whole,
                starts_with(whole, '百分之') AS is_percent,
                -- a unit may begin with a numeral of its own: 千瓦时, 两
                CASE WHEN length(with_numeral) > length(plain) THEN with_numeral ELSE plain END AS unit_printed
            FROM (
                SELECT
                    whole,
                    regexp_extract(
                        whole, '(?:[千兆百](?:米|克|瓦|焦|卡|伏|帕|赫|牛|字节)|百分[点點]).*$|两$|点次?$'
                    ) AS with_numeral,
                    regexp_extract(
                        whole,
                        '[^\d０-９,，.．·－−负零〇○一二两三四五六七八九十百千万亿兆点點壹贰貳叁參叄肆伍陆陸柒捌玖拾佰仟萬億廿卅多余来-].*$'
                    ) AS plain
                FROM (SELECT text AS whole)
            )
        )
    )
);

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
