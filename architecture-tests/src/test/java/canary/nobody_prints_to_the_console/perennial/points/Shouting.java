package canary.nobody_prints_to_the_console.perennial.points;

class Shouting {

    void shout() {
        System.out.println("hello");
    }
}
