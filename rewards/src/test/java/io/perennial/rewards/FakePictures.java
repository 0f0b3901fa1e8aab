package io.perennial.rewards;

import io.perennial.membership.KeepPictures;
import io.perennial.membership.Picture;
import io.perennial.membership.PictureId;
import io.perennial.membership.StaffId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Takes whatever it is given for a picture. */
public final class FakePictures implements KeepPictures {

    private final Map<PictureId, Picture> kept = new ConcurrentHashMap<>();

    @Override
    public Outcome keep(byte[] uploaded, StaffId by) {
        var id = PictureId.next();
        kept.put(id, new Picture("image/jpeg", uploaded));
        return new Outcome.Kept(id);
    }

    @Override
    public Optional<Picture> find(PictureId picture) {
        return Optional.ofNullable(kept.get(picture));
    }

    @Override
    public boolean isKept(PictureId picture) {
        return kept.containsKey(picture);
    }
}
