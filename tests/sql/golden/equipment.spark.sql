-- 测试政策（test/one），截至 2026-03-16
-- 读取 firms（企业表，firm 列是从 0 起的行号）和 firms_记录种类；金额以分计。见 docs/sql.zh.md
-- 条件已全部写成 SQL。
WITH `m1` AS (
  SELECT
    `f`.`firm`,
    BOOL_OR(
      COALESCE(
        CASE
          WHEN STARTSWITH(`f`.`region`, '3413')
          THEN TRUE
          WHEN NOT `f`.`region` IS NULL AND NOT `f`.`region` IN ('34', '340000')
          THEN FALSE
        END
        AND NOT CASE
          WHEN (
            CASE
              WHEN COALESCE(CAST(`f`.`revenue[2025]` AS DECIMAL(38, 0)), 0) > 0
              THEN CAST(`f`.`rd_expense[2025]` AS DECIMAL(38, 0))
            END * 100
          ) < (
            COALESCE(CAST(`f`.`revenue[2025]` AS DECIMAL(38, 0)), 0) * 3
          )
          THEN TRUE
          WHEN (
            CASE
              WHEN COALESCE(CAST(`f`.`revenue[2025]` AS DECIMAL(38, 0)), 0) > 0
              THEN CASE
                WHEN NOT CAST(`f`.`revenue[2025]` AS DECIMAL(38, 0)) IS NULL
                THEN COALESCE(CAST(`f`.`rd_expense[2025]` AS DECIMAL(38, 0)), 0)
                ELSE COALESCE(CAST(`f`.`rd_expense[2025]` AS DECIMAL(38, 0)), 0) * 0
              END
            END * 100
          ) >= (
            COALESCE(CAST(`f`.`revenue[2025]` AS DECIMAL(38, 0)), 1) * 3
          )
          THEN FALSE
        END
        AND `r`.`equipment_investment` >= 500000000
        AND `r`.`completed_on` >= CAST('2025-01-01' AS DATE)
        AND COALESCE(NOT `f`.`industry_restricted`, TRUE),
        FALSE
      )
    ) AS sure,
    BOOL_OR(
      COALESCE(
        CASE
          WHEN STARTSWITH(`f`.`region`, '3413')
          THEN TRUE
          WHEN NOT `f`.`region` IS NULL AND NOT `f`.`region` IN ('34', '340000')
          THEN FALSE
        END
        AND NOT CASE
          WHEN (
            CASE
              WHEN COALESCE(CAST(`f`.`revenue[2025]` AS DECIMAL(38, 0)), 0) > 0
              THEN CAST(`f`.`rd_expense[2025]` AS DECIMAL(38, 0))
            END * 100
          ) < (
            COALESCE(CAST(`f`.`revenue[2025]` AS DECIMAL(38, 0)), 0) * 3
          )
          THEN TRUE
          WHEN (
            CASE
              WHEN COALESCE(CAST(`f`.`revenue[2025]` AS DECIMAL(38, 0)), 0) > 0
              THEN CASE
                WHEN NOT CAST(`f`.`revenue[2025]` AS DECIMAL(38, 0)) IS NULL
                THEN COALESCE(CAST(`f`.`rd_expense[2025]` AS DECIMAL(38, 0)), 0)
                ELSE COALESCE(CAST(`f`.`rd_expense[2025]` AS DECIMAL(38, 0)), 0) * 0
              END
            END * 100
          ) >= (
            COALESCE(CAST(`f`.`revenue[2025]` AS DECIMAL(38, 0)), 1) * 3
          )
          THEN FALSE
        END
        AND `r`.`equipment_investment` >= 500000000
        AND `r`.`completed_on` >= CAST('2025-01-01' AS DATE)
        AND COALESCE(NOT `f`.`industry_restricted`, TRUE),
        TRUE
      )
    ) AS perhaps
  FROM `firms` AS `f`
  JOIN `firms_project` AS `r`
    ON `r`.`firm` = `f`.`firm`
  GROUP BY
    `f`.`firm`
), `judged` AS (
  SELECT
    `f`.`firm`,
    `f`.`name`,
    `f`.`credit_code`,
    CASE
      WHEN COALESCE(`m1`.`sure`, FALSE)
      THEN TRUE
      WHEN COALESCE(`m1`.`perhaps`, FALSE)
      THEN CAST(NULL AS BOOLEAN)
      ELSE FALSE
    END
    OR CASE
      WHEN COALESCE(`f`.`records.project.closed`, FALSE)
      OR NOT (
        CASE
          WHEN STARTSWITH(`f`.`region`, '3413')
          THEN TRUE
          WHEN NOT `f`.`region` IS NULL AND NOT `f`.`region` IN ('34', '340000')
          THEN FALSE
        END
        AND NOT CASE
          WHEN (
            CASE
              WHEN COALESCE(CAST(`f`.`revenue[2025]` AS DECIMAL(38, 0)), 0) > 0
              THEN CAST(`f`.`rd_expense[2025]` AS DECIMAL(38, 0))
            END * 100
          ) < (
            COALESCE(CAST(`f`.`revenue[2025]` AS DECIMAL(38, 0)), 0) * 3
          )
          THEN TRUE
          WHEN (
            CASE
              WHEN COALESCE(CAST(`f`.`revenue[2025]` AS DECIMAL(38, 0)), 0) > 0
              THEN CASE
                WHEN NOT CAST(`f`.`revenue[2025]` AS DECIMAL(38, 0)) IS NULL
                THEN COALESCE(CAST(`f`.`rd_expense[2025]` AS DECIMAL(38, 0)), 0)
                ELSE COALESCE(CAST(`f`.`rd_expense[2025]` AS DECIMAL(38, 0)), 0) * 0
              END
            END * 100
          ) >= (
            COALESCE(CAST(`f`.`revenue[2025]` AS DECIMAL(38, 0)), 1) * 3
          )
          THEN FALSE
        END
        AND CAST(NULL AS BOOLEAN)
        AND COALESCE(NOT `f`.`industry_restricted`, TRUE)
      )
      THEN FALSE
    END AS `holds`
  FROM `firms` AS `f`
  LEFT JOIN `m1`
    ON `m1`.`firm` = `f`.`firm`
)
SELECT
  `judged`.`firm`,
  `judged`.`name`,
  `judged`.`credit_code`,
  CASE WHEN `judged`.`holds` THEN 'eligible' ELSE 'undecided' END AS `verdict`
FROM `judged`
WHERE
  COALESCE(`judged`.`holds`, TRUE)
ORDER BY
  `judged`.`firm`;
