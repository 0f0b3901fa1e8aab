package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipPicture.MEMBERSHIP_PICTURE;

import io.perennial.membership.Picture;
import io.perennial.membership.PictureId;
import io.perennial.membership.domain.Pictures;
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
        dsl.insertInto(MEMBERSHIP_PICTURE)
                .set(MEMBERSHIP_PICTURE.PICTURE_ID, id.value())
                .set(MEMBERSHIP_PICTURE.CONTENT_TYPE, picture.contentType())
                .set(MEMBERSHIP_PICTURE.BYTES, picture.bytes())
                .set(MEMBERSHIP_PICTURE.KEPT_AT, at)
                .execute();
    }

    @Override
    public Optional<Picture> find(PictureId id) {
        return dsl.selectFrom(MEMBERSHIP_PICTURE)
                .where(MEMBERSHIP_PICTURE.PICTURE_ID.eq(id.value()))
                .fetchOptional(stored -> new Picture(stored.getContentType(), stored.getBytes()));
    }

    @Override
    public boolean contains(PictureId id) {
        return dsl.fetchExists(MEMBERSHIP_PICTURE, MEMBERSHIP_PICTURE.PICTURE_ID.eq(id.value()));
    }
}
