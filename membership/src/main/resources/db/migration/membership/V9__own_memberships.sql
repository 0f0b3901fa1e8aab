-- Staff who are members of the programme too, so that nobody adjusts an account of their own.
CREATE TABLE membership_staff_own (
    staff_id  BINARY(16)  NOT NULL,
    member_id BINARY(16)  NOT NULL,
    linked_at DATETIME(6) NOT NULL,
    PRIMARY KEY (staff_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
