package io.perennial.membership.domain;

import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.ConsentWording;
import java.util.Map;

/** What members are asked. */
public interface Wordings {

    Map<ConsentPurpose, ConsentWording> inForce();

    /** @return whether nobody had stored this version before */
    boolean add(ConsentWording wording);
}
