package io.perennial.web.portal;

import io.perennial.membership.KeepPictures;
import io.perennial.membership.PictureId;
import java.time.Duration;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** Pictures of rewards, for anyone; what an id shows never changes. */
@Controller
class PicturesController {

    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final KeepPictures pictures;

    PicturesController(KeepPictures pictures) {
        this.pictures = pictures;
    }

    @GetMapping("/pictures/{id}")
    ResponseEntity<byte[]> show(@PathVariable UUID id) {
        var picture =
                pictures.find(new PictureId(id)).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return ResponseEntity.ok()
                .cacheControl(FOR_EVER)
                .contentType(MediaType.parseMediaType(picture.contentType()))
                .body(picture.bytes());
    }
}
