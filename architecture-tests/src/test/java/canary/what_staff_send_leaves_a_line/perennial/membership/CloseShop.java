package canary.what_staff_send_leaves_a_line.perennial.membership;

public interface CloseShop {

    void close();
}
