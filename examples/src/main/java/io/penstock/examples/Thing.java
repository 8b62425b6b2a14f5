package io.penstock.examples;

/** What the shop is made of. Things of the catalog and the sites are the same in all environments of one seed. */
enum Thing {
    SITE(true),
    CHANNEL(true),
    CATEGORY(true),
    PRODUCT(true),
    PRICE_LIST(true),
    WAREHOUSE(true),
    MEDIA(true),
    PAGE(true),
    COMPONENT(true),
    PROMOTION(true),
    PREFERENCE(true),
    JOB(true),
    ORGANIZATION(false),
    CUSTOMER(false),
    ADDRESS(false),
    USER(false),
    SESSION(false),
    NEWSLETTER(false),
    CONSENT(false),
    INSTRUMENT(false),
    ORDER(false),
    PAYMENT(false),
    SHIPMENT(false),
    RETURN(false),
    BASKET(false),
    WISH(false),
    COUPON(false),
    GIFT_CARD(false),
    REVIEW(false),
    TICKET(false),
    SEARCH(false),
    IMPORT(false),
    AUDIT(false);

    private final boolean shared;

    Thing(boolean shared) {
        this.shared = shared;
    }

    boolean shared() {
        return shared;
    }
}
