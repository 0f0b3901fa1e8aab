package io.perennial.rewards.application;

import io.perennial.membership.RecordChange;
import io.perennial.membership.RecordChange.Change;
import io.perennial.membership.StaffId;
import io.perennial.rewards.KeepPictures;
import io.perennial.rewards.PictureId;
import io.perennial.rewards.domain.Pictures;
import io.perennial.rewards.domain.Renderings;
import io.perennial.rewards.domain.Renderings.Rendering;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class KeepingPictures implements KeepPictures {

    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private final Renderings renderings;
    private final Pictures pictures;
    private final RecordChange audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    KeepingPictures(
            Renderings renderings,
            Pictures pictures,
            RecordChange audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.renderings = renderings;
        this.pictures = pictures;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Decoding takes its time, so that no connection is held meanwhile. */
    @Override
    public Outcome keep(byte[] uploaded, StaffId by) {
        if (uploaded.length > MOST_BYTES) {
            return new Outcome.TooLarge();
        }
        return switch (renderings.of(uploaded)) {
            case Rendering.TooManyPixels _ -> new Outcome.TooLarge();
            case Rendering.Unreadable _ -> new Outcome.NotAPicture();
            case Rendering.Rendered(var picture) -> new Outcome.Kept(keep(picture, by));
        };
    }

    private PictureId keep(Picture picture, StaffId by) {
        var id = PictureId.next();
        transaction.executeWithoutResult(_ -> {
            pictures.add(id, picture, clock.instant());
            var after = DescribingChanges.json(Map.of("bytes", picture.bytes().length));
            audit.record(new Change(by, "picture.kept", "picture", id.toString(), null, after));
        });
        return id;
    }

    @Override
    public Optional<Picture> find(PictureId picture) {
        return pictures.find(picture);
    }
}
