package canary.components_take_what_they_need_by_constructor.perennial.points.application;

class Hiding {

    @org.springframework.beans.factory.annotation.Autowired
    String needed;
}
