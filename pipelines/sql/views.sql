-- The views that most people query. Columns are described in schemas/views.py and in the tables' models.

CREATE VIEW facts AS
SELECT
    o.observation_id,
    d.path AS document,
    d.title,
    d.publisher,
    d.published,
    s.article,
    s.section,
    o.area,
    o.area_code,
    o.indicator,
    o.time_period,
    o.period_start,
    o.period_end,
    o.value,
    o.value_min,
    o.value_max,
    o.modifier,
    o.unit,
    o.unit_code,
    q.kind,
    o.measure,
    o.direction,
    o.baseline,
    o.price_basis,
    o.status,
    o.confidence,
    o.needs_review,
    o.corrected,
    q.text,
    s.text AS sentence,
    q.char_start,
    q.char_end,
    s.section_number,
    q.quantity_id,
    q.sentence_id,
    o.document_id
FROM observations AS o
JOIN quantities AS q USING (quantity_id)
JOIN documents AS d ON d.document_id = o.document_id
LEFT JOIN sentences AS s ON s.sentence_id = q.sentence_id;

-- A target beside the actual value of the same thing: of the target's own period if a text states it, else the
-- latest that ends before the target's period does.
CREATE VIEW targets AS
SELECT
    t.observation_id,
    t.document,
    t.published,
    t.area,
    t.area_code,
    t.indicator,
    t.time_period,
    t.period_start,
    t.period_end,
    t.value,
    t.value_min,
    t.value_max,
    t.modifier,
    t.unit,
    t.unit_code,
    t.measure,
    t.direction,
    t.baseline,
    t.price_basis,
    t.confidence,
    t.needs_review,
    t.text,
    t.sentence,
    a.observation_id AS actual_observation_id,
    a.time_period AS actual_time_period,
    a.value AS actual_value,
    a.document AS actual_document,
    a.sentence AS actual_sentence
FROM facts AS t
LEFT JOIN facts AS a
    ON a.status = 'actual'
    AND a.area = t.area
    AND a.area_code IS NOT DISTINCT FROM t.area_code
    AND a.indicator = t.indicator
    AND a.measure = t.measure
    AND a.unit_code = t.unit_code
    AND a.baseline IS NOT DISTINCT FROM t.baseline
    AND a.price_basis IS NOT DISTINCT FROM t.price_basis
    AND a.value IS NOT NULL
    AND (a.time_period = t.time_period OR a.period_end < t.period_end)
WHERE t.status = 'target'
QUALIFY row_number() OVER (
    PARTITION BY t.observation_id
    ORDER BY
        a.time_period IS NOT DISTINCT FROM t.time_period DESC,
        a.period_end DESC NULLS LAST,
        a.period_start,
        a.document_id = t.document_id DESC,
        a.confidence DESC,
        a.observation_id
) = 1;

-- A baseline is an actual value of an earlier time, so it supports the series; a target does not.
CREATE VIEW series AS
WITH statements AS (
    SELECT
        f.*,
        coalesce(d.duplicate_of, d.document_id) AS original
    FROM facts AS f
    JOIN documents AS d ON d.document_id = f.document_id
    WHERE f.status IN ('actual', 'baseline')
        AND f.area IS NOT NULL
        AND f.time_period IS NOT NULL
        AND f.value IS NOT NULL
), points AS (
    SELECT
        area, area_code, indicator, unit_code, measure, baseline, price_basis, time_period,
        count(DISTINCT original) AS documents_in_all,
        count(DISTINCT value) AS distinct_values
    FROM statements
    GROUP BY ALL
), candidates AS (
    SELECT
        area, area_code, indicator, unit_code, measure, baseline, price_basis, time_period, value,
        min(period_start) AS period_start,
        max(period_end) AS period_end,
        count(DISTINCT original) AS documents,
        max(confidence) AS confidence,
        bool_or(modifier = '=') AS stated_exactly,
        arg_max(
            {'unit': unit, 'modifier': modifier, 'observation_id': observation_id, 'document': document},
            (modifier = '=', confidence, -row)
        ) AS best
    FROM (SELECT *, row_number() OVER (ORDER BY document, char_start) AS row FROM statements)
    GROUP BY ALL
)
SELECT
    p.area,
    p.area_code,
    p.indicator,
    c.best.unit AS unit,
    p.unit_code,
    p.measure,
    p.baseline,
    p.price_basis,
    p.time_period,
    c.period_start,
    c.period_end,
    c.value,
    c.best.modifier AS modifier,
    c.documents,
    p.documents_in_all,
    p.distinct_values,
    c.confidence,
    c.best.observation_id AS observation_id,
    c.best.document AS document
FROM points AS p
JOIN candidates AS c
    ON c.area = p.area
    AND c.area_code IS NOT DISTINCT FROM p.area_code
    AND c.indicator = p.indicator
    AND c.unit_code = p.unit_code
    AND c.measure IS NOT DISTINCT FROM p.measure
    AND c.baseline IS NOT DISTINCT FROM p.baseline
    AND c.price_basis IS NOT DISTINCT FROM p.price_basis
    AND c.time_period = p.time_period
QUALIFY row_number() OVER (
    PARTITION BY
        p.area, p.area_code, p.indicator, p.unit_code, p.measure, p.baseline, p.price_basis, p.time_period
    ORDER BY c.documents DESC, c.stated_exactly DESC, c.confidence DESC, c.value
) = 1;

-- Each statement leaves an interval of values open: half of the last printed digit where it is exact, what lies
-- beyond the value where it is hedged. Two statements disagree when their intervals do not meet.
-- What a reprint says as its original does is said once, or every copy of a text would disagree with every other's.
CREATE VIEW conflicts AS
WITH statements AS (
    SELECT
        o.*,
        d.path AS document,
        d.duplicate_of,
        q.char_start,
        cn_precision_(q.text, o.value) / 2 AS half_digit,
        -- a fall by more than 5 is a value below -5
        CASE
            WHEN o.direction IS DISTINCT FROM 'down' THEN o.modifier
            WHEN o.modifier[1] = '>' THEN '<'
            WHEN o.modifier[1] = '<' THEN '>'
            ELSE o.modifier
        END AS side
    FROM observations AS o
    JOIN quantities AS q USING (quantity_id)
    JOIN documents AS d ON d.document_id = o.document_id
    WHERE o.area IS NOT NULL AND o.time_period IS NOT NULL AND o.measure IS NOT NULL AND o.measure <> 'other'
        AND o.status IS NOT NULL
), intervals AS (
    SELECT
        observation_id, document_id, document, duplicate_of, char_start,
        area, area_code, indicator, time_period, measure, unit_code, baseline, price_basis, status,
        CASE
            WHEN value IS NULL THEN value_min::DOUBLE
            WHEN side IN ('<', '<=') THEN '-infinity'::DOUBLE
            WHEN side = '~' THEN value::DOUBLE - greatest(2 * half_digit, abs(value::DOUBLE) * 0.05)
            ELSE value::DOUBLE - half_digit
        END AS lowest,
        CASE
            WHEN value IS NULL THEN value_max::DOUBLE
            WHEN side IN ('>', '>=') THEN 'infinity'::DOUBLE
            WHEN side = '~' THEN value::DOUBLE + greatest(2 * half_digit, abs(value::DOUBLE) * 0.05)
            ELSE value::DOUBLE + half_digit
        END AS highest
    FROM statements
    QUALIFY duplicate_of IS NULL OR row_number() OVER (
        PARTITION BY
            coalesce(duplicate_of, document_id), area, area_code, indicator, time_period, measure, unit_code, baseline,
            price_basis, status, lowest, highest
        ORDER BY duplicate_of IS NOT NULL, document, char_start
    ) = 1
), pairs AS (
    SELECT a.observation_id, b.observation_id AS other_observation_id
    FROM intervals AS a
    JOIN intervals AS b
        ON a.area = b.area
        AND a.area_code IS NOT DISTINCT FROM b.area_code
        AND a.indicator = b.indicator
        AND a.time_period = b.time_period
        AND a.measure = b.measure
        AND a.unit_code = b.unit_code
        AND a.baseline IS NOT DISTINCT FROM b.baseline
        AND a.status = b.status
        -- a nominal and a real growth rate differ without contradiction
        AND (a.price_basis = b.price_basis OR a.price_basis IS NULL OR b.price_basis IS NULL)
        AND (a.document, a.char_start) < (b.document, b.char_start)
    WHERE a.highest < b.lowest OR b.highest < a.lowest
)
SELECT
    p.observation_id,
    p.other_observation_id,
    a.area,
    a.area_code,
    a.indicator,
    a.time_period,
    a.measure,
    a.unit_code,
    a.baseline,
    a.status,
    a.value,
    b.value AS other_value,
    a.text,
    b.text AS other_text,
    a.document,
    b.document AS other_document,
    a.sentence,
    b.sentence AS other_sentence
FROM pairs AS p
JOIN facts AS a ON a.observation_id = p.observation_id
JOIN facts AS b ON b.observation_id = p.other_observation_id;
