package io.perennial.web.portal;

import io.perennial.points.ReadProof;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** How anyone proves a statement, and the keys that it takes; for everyone, members or not. */
@Controller
class ProofController {

    private final ReadProof proof;

    ProofController(ReadProof proof) {
        this.proof = proof;
    }

    @GetMapping("/proof")
    String show(Model model) {
        model.addAttribute("keys", proof.keys());
        return "portal/proof/show";
    }

    @GetMapping(path = "/proof/keys.json", produces = "application/json")
    @ResponseBody
    List<ReadProof.Key> keys() {
        return proof.keys();
    }
}
