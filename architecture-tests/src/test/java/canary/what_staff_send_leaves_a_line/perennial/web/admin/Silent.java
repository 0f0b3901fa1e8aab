package canary.what_staff_send_leaves_a_line.perennial.web.admin;

import canary.what_staff_send_leaves_a_line.perennial.membership.CloseShop;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

@Controller
class Silent {

    private final CloseShop closeShop;

    Silent(CloseShop closeShop) {
        this.closeShop = closeShop;
    }

    @PostMapping("/admin/close")
    String close() {
        closeShop.close();
        return "redirect:/admin";
    }
}
