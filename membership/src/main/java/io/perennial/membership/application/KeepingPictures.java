package io.perennial.membership.application;

import io.perennial.membership.KeepPictures;
import io.perennial.membership.Picture;
import io.perennial.membership.PictureId;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RecordChange.Change;
import io.perennial.membership.RedrawPicture;
import io.perennial.membership.StaffId;
import io.perennial.membership.domain.Pictures;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class KeepingPictures implements KeepPictures {

    private final RedrawPicture redrawPicture;
    private final Pictures pictures;
    private final RecordChange audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    KeepingPictures(
            RedrawPicture redrawPicture,
            Pictures pictures,
            RecordChange audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.redrawPicture = redrawPicture;
        this.pictures = pictures;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Decoding takes its time, so that no connection is held meanwhile. */
    @Override
    public Outcome keep(byte[] uploaded, StaffId by) {
        return switch (redrawPicture.redraw(uploaded)) {
            case RedrawPicture.Outcome.TooLarge _ -> new Outcome.TooLarge();
            case RedrawPicture.Outcome.NotAPicture _ -> new Outcome.NotAPicture();
            case RedrawPicture.Outcome.Redrawn(var picture) -> new Outcome.Kept(keep(picture, by));
        };
    }

    private PictureId keep(Picture picture, StaffId by) {
        var id = PictureId.next();
        transaction.executeWithoutResult(_ -> {
            pictures.add(id, picture, clock.instant());
            var after = AsJson.of(Map.of("bytes", picture.bytes().length));
            audit.record(new Change(by, "picture.kept", "picture", id.toString(), null, after));
        });
        return id;
    }

    @Override
    public Optional<Picture> find(PictureId picture) {
        return pictures.find(picture);
    }

    @Override
    public boolean isKept(PictureId picture) {
        return pictures.contains(picture);
    }
}
