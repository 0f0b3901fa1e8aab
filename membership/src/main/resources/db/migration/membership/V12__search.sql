-- The last signs of an identifier, backwards: whoever has only the last digits of a phone or a card finds it by its beginning.
ALTER TABLE membership_identifier
    ADD COLUMN ending VARCHAR(12) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
        GENERATED ALWAYS AS (REVERSE(RIGHT(value, 12))) STORED,
    ADD KEY membership_identifier_ending (ending);
