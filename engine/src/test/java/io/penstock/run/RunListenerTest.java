package io.penstock.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunListenerTest {

    /** Notes what it hears. */
    private static RunListener noting(List<String> heard) {
        return (RunListener) Proxy.newProxyInstance(
                RunListener.class.getClassLoader(),
                new Class<?>[] {RunListener.class},
                (proxy, method, arguments) -> heard.add(method.getName()) ? null : null);
    }

    @Test
    void bothHearOfEverything() throws ReflectiveOperationException {
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        RunListener both = RunListener.NONE.and(noting(first)).and(noting(second));
        List<String> told = new ArrayList<>();
        for (Method method : RunListener.class.getMethods()) {
            if (method.getReturnType() == void.class && !Modifier.isStatic(method.getModifiers())) {
                method.invoke(both, new Object[method.getParameterCount()]);
                told.add(method.getName());
            }
        }
        assertThat(told).contains("began", "tookUp", "ended", "waits");
        assertThat(first).isEqualTo(told);
        assertThat(second).isEqualTo(told);
    }
}
