package canary.what_staff_send_leaves_a_line.perennial.membership.application;

import canary.what_staff_send_leaves_a_line.perennial.membership.CloseShop;

class ClosingShop implements CloseShop {

    @Override
    public void close() {}
}
