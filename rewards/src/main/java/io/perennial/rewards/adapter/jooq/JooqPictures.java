package io.perennial.rewards.adapter.jooq;

import static io.perennial.rewards.adapter.jooq.generated.tables.RewardsPicture.REWARDS_PICTURE;

import io.perennial.rewards.KeepPictures.Picture;
import io.perennial.rewards.PictureId;
import io.perennial.rewards.domain.Pictures;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class JooqPictures implements Pictures {

    private final DSLContext dsl;

    JooqPictures(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public void add(PictureId id, Picture picture, Instant at) {
        dsl.insertInto(REWARDS_PICTURE)
                .set(REWARDS_PICTURE.PICTURE_ID, id.value())
                .set(REWARDS_PICTURE.CONTENT_TYPE, picture.contentType())
                .set(REWARDS_PICTURE.BYTES, picture.bytes())
                .set(REWARDS_PICTURE.KEPT_AT, at)
                .execute();
    }

    @Override
    public Optional<Picture> find(PictureId id) {
        return dsl.selectFrom(REWARDS_PICTURE)
                .where(REWARDS_PICTURE.PICTURE_ID.eq(id.value()))
                .fetchOptional(stored -> new Picture(stored.getContentType(), stored.getBytes()));
    }

    @Override
    public boolean contains(PictureId id) {
        return dsl.fetchExists(REWARDS_PICTURE, REWARDS_PICTURE.PICTURE_ID.eq(id.value()));
    }
}
