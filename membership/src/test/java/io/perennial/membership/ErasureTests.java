package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.Belongings.Erasure;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ErasureTests {

    private static final MemberId SOMEBODY = new MemberId(new UUID(7, 7));

    @Test
    void a_text_names_a_member_by_a_mark_or_a_part_of_their_name() {
        var erasure = new Erasure(SOMEBODY, Set.of("+8613812345678", "C-17"), "Rose Li");
        assertThat(erasure.isNamedIn("called +8613812345678 twice")).isTrue();
        assertThat(erasure.isNamedIn("MUG “FOR ROSE”")).isTrue();
        assertThat(erasure.isNamedIn("for Li.")).isTrue();
        assertThat(erasure.isNamedIn("Lily vase in primrose, C-178")).isFalse();
    }

    @Test
    void a_chinese_name_stands_between_other_characters() {
        assertThat(new Erasure(SOMEBODY, Set.of(), "林梅").isNamedIn("刻字杯送林梅生日")).isTrue();
        assertThat(new Erasure(SOMEBODY, Set.of(), "林").isNamedIn("森林香薰")).isFalse();
    }

    @Test
    void without_a_name_and_marks_nothing_names_them() {
        assertThat(new Erasure(SOMEBODY, Set.of()).isNamedIn("anything at all")).isFalse();
        assertThat(new Erasure(SOMEBODY, Set.of(), "  ").isNamedIn("a  b")).isFalse();
    }
}
