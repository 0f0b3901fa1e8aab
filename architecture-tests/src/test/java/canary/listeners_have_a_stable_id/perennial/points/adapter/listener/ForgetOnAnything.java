package canary.listeners_have_a_stable_id.perennial.points.adapter.listener;

class ForgetOnAnything {

    @org.springframework.modulith.events.ApplicationModuleListener
    void on(String event) {}
}
