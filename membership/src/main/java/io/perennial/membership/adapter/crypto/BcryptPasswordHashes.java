package io.perennial.membership.adapter.crypto;

import io.perennial.membership.domain.PasswordHashes;
import io.perennial.membership.domain.PasswordRule;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Each hash names how it was made, so that another way can follow one day while the old hashes still work. */
@Component
class BcryptPasswordHashes implements PasswordHashes {

    private static final String WAY = "bcrypt";

    private final PasswordEncoder encoder =
            new DelegatingPasswordEncoder(WAY, Map.of(WAY, new BCryptPasswordEncoder()));

    /** Compared with when there is nothing to compare with. */
    private final String nobodys = hash("a password that nobody has");

    @Override
    public String hash(String password) {
        var hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalArgumentException("a password is needed");
        }
        return hash;
    }

    @Override
    public boolean matches(String password, Optional<String> hash) {
        // bcrypt would compare the beginning of a longer one, and nothing at all of an empty one.
        var canBe = !password.isEmpty() && PasswordRule.bytes(password) <= PasswordRule.LONGEST;
        var same = encoder.matches(canBe ? password : "nothing", hash.orElse(nobodys));
        return canBe && hash.isPresent() && same;
    }

    @Override
    public boolean isOutdated(String hash) {
        return encoder.upgradeEncoding(hash);
    }
}
