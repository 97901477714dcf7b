-- Reasons to look at a fact, over all documents. Only comparisons that are statistically sound are made:
-- a growth rate is held against two levels only where neither prices nor scope come between them (persons, tonnes,
-- beds, or a rate said to be nominal), never current-price levels against growth at constant prices; and only levels
-- that all texts agree on are compared, since a year that stands for three holidays of the year has three levels.
INSERT INTO reviews
WITH told AS (
    SELECT
        o.*, q.sentence_id, d.duplicate_of IS NULL AS is_original,
        o.value::DOUBLE AS amount, cn_precision_(q.text, o.value) / 2 AS half_digit
    FROM observations AS o
    JOIN quantities AS q USING (quantity_id)
    JOIN documents AS d ON d.document_id = o.document_id
), statements AS (
    -- exact levels of results
    SELECT * FROM told
    WHERE measure = 'level' AND status IN ('actual', 'baseline') AND modifier = '=' AND amount > 0
        AND area IS NOT NULL AND time_period IS NOT NULL
), points AS (
    -- one series at one time, as all statements have it; of two units one belongs to something else
    SELECT
        area, area_code, indicator, time_period, period_start, period_end,
        min(unit_code) AS unit_code,
        arg_min(amount, half_digit) AS amount,
        min(half_digit) AS half_digit,
        arg_min(observation_id, half_digit) AS observation_id
    FROM statements
    GROUP BY ALL
    HAVING min(unit_code) = max(unit_code) AND max(amount - half_digit) <= min(amount + half_digit)
), doubtful AS (
    SELECT observation_id, 'low confidence' AS reason, NULL AS other_observation_id
    FROM told
    WHERE needs_review
), shares_over_whole AS (
    SELECT observation_id, 'a share over 100 %', NULL
    FROM told
    WHERE measure = 'share' AND unit_code = '%' AND amount > 100
), lost_scale AS (
    -- 万 or 亿 lost: the same series and period, apart by 10^4 or 10^8 from what an original says
    SELECT a.observation_id, 'a value 10^' || round(log10(b.amount / a.amount))::INTEGER || ' from the same elsewhere',
        b.observation_id
    FROM statements AS a
    JOIN statements AS b
        ON a.area = b.area AND a.area_code IS NOT DISTINCT FROM b.area_code AND a.indicator = b.indicator
        AND a.unit_code = b.unit_code AND a.time_period = b.time_period AND a.document_id <> b.document_id
        AND b.is_original
    WHERE round(log10(b.amount / a.amount)) IN (-8, -4, 4, 8)
        AND abs(log10(b.amount / a.amount) - round(log10(b.amount / a.amount))) < 0.02
), growth AS (
    SELECT
        g.observation_id, 'growth does not follow from the two levels', now.observation_id,
        g.amount AS stated,
        -- what the rounding of both levels leaves open
        ((now.amount - now.half_digit) / (past.amount + past.half_digit) - 1) * 100 AS least,
        ((now.amount + now.half_digit) / greatest(past.amount - past.half_digit, 1e-9) - 1) * 100 AS most
    FROM told AS g
    JOIN points AS now
        ON g.area = now.area AND g.area_code IS NOT DISTINCT FROM now.area_code AND g.indicator = now.indicator
        AND g.time_period = now.time_period
    JOIN points AS past
        ON past.area = now.area AND past.area_code IS NOT DISTINCT FROM now.area_code
        AND past.indicator = now.indicator AND past.unit_code = now.unit_code
        AND past.period_start = now.period_start - INTERVAL 1 YEAR
        AND past.period_end = CASE
            WHEN now.period_end = last_day(now.period_end) THEN last_day(now.period_end - INTERVAL 1 YEAR)
            ELSE now.period_end - INTERVAL 1 YEAR
        END
    WHERE g.measure = 'change' AND g.unit_code = '%' AND g.baseline = 'previous_year' AND g.status = 'actual'
        AND g.modifier = '='
        AND (g.price_basis = 'current' OR (
            g.price_basis IS NULL AND (now.unit_code[1] = '{' OR now.unit_code IN ('t', 'kg', 'kW.h', 'm2', 'km'))))
        -- what is above a size changes from year to year
        AND NOT regexp_matches(g.indicator, '规模以上|规上|限额以上|重点')
), families AS (
    -- parts that never overlap; `completes`: what they make up entirely
    SELECT unnest(['第一产业', '第二产业', '第三产业']) AS part, 3 AS members, '增加值|就业人员|从业人员' AS completes
    UNION ALL SELECT unnest(['城镇', '乡村']), 2, '常住人口|人口|就业人员|从业人员'
), parts AS (
    SELECT
        a.*, f.members, f.completes, substr(a.indicator, length(f.part) + 1) AS of_what
    FROM points AS a
    JOIN families AS f ON starts_with(a.indicator, f.part)
    -- averages and rates have no parts
    WHERE NOT regexp_matches(a.indicator, '人均|户均|平均|价|率|指数|收入|支出|标准|消费')
), sums AS (
    SELECT
        area, area_code, time_period, unit_code, of_what, members, completes,
        sum(amount) AS amount, sum(half_digit) AS half_digit, count(*) AS found, list(observation_id) AS observation_ids
    FROM parts
    GROUP BY ALL
), wholes AS (
    SELECT s.*, w.observation_id AS other, w.amount AS whole, w.half_digit AS half_digit_of_whole
    FROM sums AS s
    JOIN points AS w
        ON s.area = w.area AND s.area_code IS NOT DISTINCT FROM w.area_code AND s.unit_code = w.unit_code
        AND s.time_period = w.time_period
        AND (w.indicator IN (s.of_what, '全社会' || s.of_what)
            OR (s.of_what = '增加值' AND w.indicator IN ('地区生产总值', '国内生产总值')))
), parts_and_whole AS (
    SELECT
        unnest(observation_ids) AS observation_id,
        CASE WHEN amount > whole THEN 'parts greater than their whole' ELSE 'parts that do not make up their whole' END,
        other
    FROM wholes
    WHERE amount - half_digit > (whole + half_digit_of_whole) * 1.005
        OR (found = members AND regexp_full_match(of_what, completes)
            AND amount + half_digit < (whole - half_digit_of_whole) * 0.995)
), conflicting AS MATERIALIZED (
    SELECT observation_id AS one, other_observation_id AS other FROM conflicts
), disagreeing AS (
    -- two figures of one sentence for one thing: at most one of them is that thing's
    SELECT
        c.one AS observation_id,
        CASE WHEN a.sentence_id = b.sentence_id THEN 'another figure of the sentence for the same'
            ELSE 'another statement disagrees' END AS reason,
        c.other AS other_observation_id
    FROM (
        SELECT one, other FROM conflicting
        UNION ALL SELECT other, one FROM conflicting
    ) AS c
    JOIN told AS a ON a.observation_id = c.one
    JOIN told AS b ON b.observation_id = c.other
)
SELECT DISTINCT found.observation_id, found.reason, found.other_observation_id
FROM (
    SELECT * FROM doubtful
    UNION ALL SELECT * FROM shares_over_whole
    UNION ALL SELECT * FROM lost_scale
    UNION ALL SELECT * EXCLUDE (stated, least, most) FROM growth
        -- the rate is rounded as well, and last year's figure may have been revised a little
        WHERE stated < least - greatest(1, abs(stated) * 0.1) OR stated > most + greatest(1, abs(stated) * 0.1)
    UNION ALL SELECT * FROM parts_and_whole
    UNION ALL SELECT * FROM disagreeing
) AS found
JOIN observations AS o USING (observation_id)
WHERE NOT o.corrected
ORDER BY ALL
