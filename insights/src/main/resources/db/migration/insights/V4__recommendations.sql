-- What goes with what is counted anew by a run, step by step. A run that was broken off goes on where it stood; readers keep to
-- the last one that was finished. One in so many buyers is looked at, so that what a run costs has an end.
CREATE TABLE insights_affinity_run (
    run         INT         NOT NULL,
    step        VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    began_at    DATETIME(6) NOT NULL,
    recent_from DATETIME(6) NOT NULL,
    year_from   DATETIME(6) NOT NULL,
    one_in      INT         NOT NULL,
    member_to   BINARY(16)  NULL,
    product_to  BIGINT      NULL,
    collected   BIGINT      NOT NULL,
    baskets     BIGINT      NOT NULL,
    finished_at DATETIME(6) NULL,
    PRIMARY KEY (run)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- What one buyer bought within a year, each product once; whose it is, is not kept. Emptied when the run is finished.
CREATE TABLE insights_affinity_basket (
    product BIGINT     NOT NULL,
    basket  BIGINT     NOT NULL,
    recent  TINYINT(1) NOT NULL,
    days    INT        NOT NULL,
    span    INT        NOT NULL,
    PRIMARY KEY (product, basket),
    KEY insights_affinity_basket_together (basket, recent, product)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- A product as it was last named: how many bought it lately, how many in a year, how many of these on several days, and how
-- many days lay between.
CREATE TABLE insights_affinity_product (
    run         INT          NOT NULL,
    product     BIGINT       NOT NULL,
    sku         VARCHAR(64)  NOT NULL,
    name        VARCHAR(200) NOT NULL,
    category    VARCHAR(64)  NULL,
    fee         TINYINT(1)   NOT NULL,
    buyers      BIGINT       NOT NULL,
    year_buyers BIGINT       NOT NULL,
    again       BIGINT       NOT NULL,
    usual_days  INT          NULL,
    PRIMARY KEY (run, product),
    KEY insights_affinity_product_popular (run, buyers)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- The products that go best with one, and how many members bought both.
CREATE TABLE insights_affinity (
    run      INT    NOT NULL,
    product  BIGINT NOT NULL,
    other    BIGINT NOT NULL,
    together BIGINT NOT NULL,
    strength DOUBLE NOT NULL,
    PRIMARY KEY (run, product, other)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- What staff said of an article: that it is never recommended, or that it may be although it is named like a fee.
CREATE TABLE insights_article_verdict (
    product  BIGINT       NOT NULL,
    sku      VARCHAR(64)  NOT NULL,
    excluded TINYINT(1)   NOT NULL,
    reason   VARCHAR(200) NOT NULL,
    said_by  BINARY(16)   NOT NULL,
    said_at  DATETIME(6)  NOT NULL,
    PRIMARY KEY (product)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
