package io.perennial.membership.domain;

import io.perennial.membership.Identifier;
import io.perennial.membership.StaffId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The name under which somebody tries to sign in, whether or not it belongs to anyone. */
public record SignInAccount(Door door, String name) {

    /** Members and staff come in by doors of their own. */
    public enum Door {
        MEMBER,
        STAFF,
        /** Behind the staff's door, at the second step. */
        STAFF_CODE
    }

    public static SignInAccount ofMember(Identifier email) {
        return new SignInAccount(Door.MEMBER, email.value());
    }

    public static SignInAccount ofStaff(String login) {
        return new SignInAccount(Door.STAFF, login);
    }

    public static SignInAccount ofStaffCode(StaffId staff) {
        return new SignInAccount(Door.STAFF_CODE, staff.toString());
    }

    /** What is kept of the name. */
    public byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((door.name() + ' ' + name).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
