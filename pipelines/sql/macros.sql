-- Macros that work in any DuckDB client, without Python.

-- The size of the last digit that a number was printed to: 1554亿 → 1e8, 1.43万亿 → 1e10, 12.70% → 0.01. Half of it is
-- what rounding may have taken away. Chinese numerals print no closing zeros: 三千五百万 → 1e6.
CREATE OR REPLACE MACRO cn_precision(printed, number) AS (
    SELECT CASE
        WHEN m.mantissa <> '' AND m.mantissa::DOUBLE <> 0
            THEN abs(number::DOUBLE) / m.mantissa::DOUBLE
                * pow(10, -length(regexp_extract(m.mantissa, '\.(\d+)', 1)))
        WHEN number = 0 THEN 1
        ELSE pow(10, length(regexp_extract(number::DECIMAL(38, 0)::VARCHAR, '0*$'))) 
    END
    FROM (SELECT replace(regexp_extract(printed, '\d[\d,]*(?:\.\d+)?'), ',', '') AS mantissa) AS m
);
