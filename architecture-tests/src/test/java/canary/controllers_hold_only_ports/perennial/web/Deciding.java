package canary.controllers_hold_only_ports.perennial.web;

@org.springframework.stereotype.Controller
class Deciding {

    javax.sql.DataSource database;
}
