-- The event registry of Spring Modulith, version 2 of its schema, kept here because the shipped one cuts events off at
-- 4,000 characters. The name is in upper case because MySQL on Linux tells tables apart by case.
CREATE TABLE EVENT_PUBLICATION (
    ID                     VARCHAR(36)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    LISTENER_ID            VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    EVENT_TYPE             VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    SERIALIZED_EVENT       LONGTEXT     NOT NULL,
    PUBLICATION_DATE       DATETIME(6)  NOT NULL,
    COMPLETION_DATE        DATETIME(6)  NULL,
    STATUS                 VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    COMPLETION_ATTEMPTS    INT          NULL,
    LAST_RESUBMISSION_DATE DATETIME(6)  NULL,
    PRIMARY KEY (ID),
    KEY EVENT_PUBLICATION_COMPLETION (COMPLETION_DATE)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
