-- Reasons to look at a fact, over all documents. Only comparisons that are statistically sound are made: a growth rate
-- is held against two levels only where neither prices nor scope come between them (persons, tonnes, beds, or a rate
-- said to be nominal), never current-price levels against growth at constant prices.
INSERT INTO reviews
WITH told AS (
    SELECT o.*, o.value::DOUBLE AS amount
    FROM observations AS o
), points AS (
    -- one series at one time, in any document; exact levels of results only
    SELECT * FROM told
    WHERE measure = 'level' AND status IN ('actual', 'baseline') AND modifier = '=' AND amount > 0
        AND area IS NOT NULL AND time_period IS NOT NULL
), doubtful AS (
    SELECT observation_id, 'low confidence' AS reason, NULL AS other_observation_id
    FROM told
    WHERE needs_review
), shares_over_whole AS (
    SELECT observation_id, 'a share over 100 %', NULL
    FROM told
    WHERE measure = 'share' AND unit_code = '%' AND amount > 100
), lost_scale AS (
    -- 万 or 亿 lost: the same series and period, apart by 10^4 or 10^8
    SELECT a.observation_id, 'a value 10^' || round(log10(b.amount / a.amount))::INTEGER || ' from the same elsewhere',
        b.observation_id
    FROM points AS a
    JOIN points AS b
        ON a.area = b.area AND a.area_code IS NOT DISTINCT FROM b.area_code AND a.indicator = b.indicator
        AND a.unit_code = b.unit_code AND a.time_period = b.time_period AND a.document_id <> b.document_id
    WHERE round(log10(b.amount / a.amount)) IN (-8, -4, 4, 8)
        AND abs(log10(b.amount / a.amount) - round(log10(b.amount / a.amount))) < 0.02
), growth AS (
    SELECT g.observation_id, 'growth does not follow from the two levels', l.observation_id
    FROM told AS g
    JOIN points AS l
        ON g.area = l.area AND g.area_code IS NOT DISTINCT FROM l.area_code AND g.indicator = l.indicator
        AND g.time_period = l.time_period
    JOIN points AS p
        ON p.area = l.area AND p.area_code IS NOT DISTINCT FROM l.area_code AND p.indicator = l.indicator
        AND p.unit_code = l.unit_code AND p.period_start = l.period_start - INTERVAL 1 YEAR
        AND p.period_end = l.period_end - INTERVAL 1 YEAR
    WHERE g.measure = 'change' AND g.unit_code = '%' AND g.baseline = 'previous_year' AND g.status = 'actual'
        AND g.modifier = '='
        AND (g.price_basis = 'current' OR (
            g.price_basis IS NULL AND (l.unit_code[1] = '{' OR l.unit_code IN ('t', 'kg', 'kW.h', 'm2', 'km'))))
        -- rounding of the rate and of both levels leaves this much open
        AND abs((l.amount / p.amount - 1) * 100 - g.amount) > greatest(1, abs(g.amount) * 0.1)
), parts AS (
    -- 城镇/农村, the three industries: a part's title is a longer one that ends with the whole's
    SELECT a.observation_id, 'a part greater than its whole', b.observation_id
    FROM points AS a
    JOIN points AS b
        ON a.area = b.area AND a.area_code IS NOT DISTINCT FROM b.area_code AND a.unit_code = b.unit_code
        AND a.time_period = b.time_period AND a.document_id = b.document_id
    WHERE regexp_replace(a.indicator, '^(第[一二三]产业|城镇|农村|民营|国有|规模以上|高技术)', '') = b.indicator
        AND a.indicator <> b.indicator
        -- averages and rates have no parts
        AND NOT regexp_matches(a.indicator, '人均|户均|平均|价|率|指数|收入|标准')
        AND a.amount > b.amount * 1.005
), disagreeing AS (
    SELECT observation_id, 'another statement disagrees' AS reason, other_observation_id FROM conflicts
)
SELECT DISTINCT found.observation_id, found.reason, found.other_observation_id
FROM (
    SELECT * FROM doubtful
    UNION ALL SELECT * FROM shares_over_whole
    UNION ALL SELECT * FROM lost_scale
    UNION ALL SELECT * FROM growth
    UNION ALL SELECT * FROM parts
    UNION ALL SELECT * FROM disagreeing
) AS found
JOIN observations AS o USING (observation_id)
WHERE NOT o.corrected
ORDER BY ALL
