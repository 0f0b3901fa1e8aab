package io.perennial.membership.application;

import io.perennial.membership.RedrawPicture;
import io.perennial.membership.domain.Renderings;
import io.perennial.membership.domain.Renderings.Rendering;
import org.springframework.stereotype.Component;

@Component
class RedrawingPicture implements RedrawPicture {

    private final Renderings renderings;

    RedrawingPicture(Renderings renderings) {
        this.renderings = renderings;
    }

    @Override
    public Outcome redraw(byte[] uploaded) {
        if (uploaded.length > MOST_BYTES) {
            return new Outcome.TooLarge();
        }
        return switch (renderings.of(uploaded)) {
            case Rendering.TooManyPixels _ -> new Outcome.TooLarge();
            case Rendering.Unreadable _ -> new Outcome.NotAPicture();
            case Rendering.Rendered(var picture) -> new Outcome.Redrawn(picture);
        };
    }
}
