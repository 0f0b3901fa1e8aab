package io.perennial.web.admin;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.lenient;

import io.perennial.insights.Article;
import io.perennial.insights.EditRecommendations;
import io.perennial.insights.EditRecommendations.Companion;
import io.perennial.insights.EditRecommendations.Listed;
import io.perennial.insights.EditRecommendations.Shown;
import io.perennial.insights.EditRecommendations.Standing;
import io.perennial.insights.EditRecommendations.Word;
import io.perennial.insights.KeepRecommendations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What goes with what, on an ordinary day. */
final class RecommendationSample {

    static final Listed MUG = new Listed(new Article("CUP-02", "Stoneware mug", "cups"), 1_204, Standing.RECOMMENDED);
    static final Listed SAUCER = new Listed(new Article("CUP-09", "Saucer", "cups"), 310, Standing.ADMITTED);
    static final Listed POSTAGE = new Listed(new Article("POST", "Postage", null), 900, Standing.LIKE_A_FEE);

    static Shown shown(Listed listed) {
        return new Shown(
                listed,
                4_000,
                1_300,
                Optional.of(42),
                true,
                List.of(new Companion(SAUCER, 134, 211.4, 3.27), new Companion(POSTAGE, 30, 12.1, 1.1)),
                Optional.of(new Word(false, "asked for by the shop", Sample.STAFF, Sample.NOW)));
    }

    static void answer(EditRecommendations recommendations, KeepRecommendations counted) {
        lenient().when(recommendations.find(any(), anyInt())).thenReturn(List.of(MUG, SAUCER));
        lenient().when(recommendations.leftOut(anyInt())).thenReturn(List.of(POSTAGE));
        lenient().when(recommendations.show(any())).thenReturn(Optional.of(shown(MUG)));
        lenient()
                .when(counted.counted())
                .thenReturn(Optional.of(new KeepRecommendations.Counted(
                        Sample.NOW.minusSeconds(40),
                        Sample.NOW,
                        Sample.NOW.minus(Duration.ofDays(90)),
                        100_000,
                        3,
                        3_600,
                        41_000)));
    }

    private RecommendationSample() {}
}
