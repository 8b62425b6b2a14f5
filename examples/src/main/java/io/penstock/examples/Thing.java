package io.penstock.examples;

/** What the shop is made of. Things of the catalog and the sites are the same in all environments of one seed. */
enum Thing {
    SITE(0, true),
    CHANNEL(1, true),
    CATEGORY(2, true),
    PRODUCT(3, true),
    PRICE_LIST(4, true),
    WAREHOUSE(5, true),
    MEDIA(6, true),
    PAGE(7, true),
    COMPONENT(8, true),
    PROMOTION(9, true),
    PREFERENCE(10, true),
    JOB(11, true),
    ORGANIZATION(12, false),
    CUSTOMER(13, false),
    ADDRESS(14, false),
    USER(15, false),
    SESSION(16, false),
    NEWSLETTER(17, false),
    CONSENT(18, false),
    INSTRUMENT(19, false),
    ORDER(20, false),
    PAYMENT(21, false),
    SHIPMENT(22, false),
    RETURN(23, false),
    BASKET(24, false),
    WISH(25, false),
    COUPON(26, false),
    GIFT_CARD(27, false),
    REVIEW(28, false),
    TICKET(29, false),
    SEARCH(30, false),
    IMPORT(31, false),
    AUDIT(32, false);

    private final long code;
    private final boolean shared;

    Thing(long code, boolean shared) {
        this.code = code;
        this.shared = shared;
    }

    /** Goes into every value that is drawn for the thing: another code is another shop. */
    long code() {
        return code;
    }

    boolean shared() {
        return shared;
    }
}
