package io.penstock.pseudonym;

import java.io.Reader;
import java.io.StringReader;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Whether a text is XML, and what its character data means. Document types are refused: without them nothing outside is read and no entity grows. */
final class XmlSyntax {

    private static final XMLInputFactory FACTORY = factory();

    private XmlSyntax() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside of a document is read");
        });
        return factory;
    }

    /** Where the content begins, behind a declaration {@code <?xml …?>}. */
    static int contentStart(String text) {
        int start = 0;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        if (text.startsWith("<?xml", start)
                && start + 5 < text.length()
                && Character.isWhitespace(text.charAt(start + 5))) {
            int end = text.indexOf("?>", start);
            return end < 0 ? text.length() : end + 2;
        }
        return 0;
    }

    /** Whether a text is a document, or what can stand inside one, without a document type. */
    static boolean isWellFormed(String text) {
        String content = text.substring(contentStart(text));
        try {
            // A text that closes this element would need another root behind it, which no document has.
            XMLStreamReader reader = reader(new StringReader("<x>" + content + "</x>"));
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                    return false;
                }
            }
            return true;
        } catch (XMLStreamException e) {
            return false;
        }
    }

    private static synchronized XMLStreamReader reader(Reader text) throws XMLStreamException {
        return FACTORY.createXMLStreamReader(text);
    }

    private static final List<String> NAMED = List.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'");

    /** The characters that well-formed character data stands for; CDATA sections among it are taken as they are. */
    static String decoded(String raw) {
        if (raw.indexOf('&') < 0 && raw.indexOf('<') < 0) {
            return raw;
        }
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '<') {
                int end = raw.indexOf("]]>", i);
                text.append(raw, i + "<![CDATA[".length(), end);
                i = end + 2;
            } else if (c == '&') {
                int end = raw.indexOf(';', i);
                append(raw.substring(i + 1, end), text);
                i = end;
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static void append(String reference, StringBuilder text) {
        if (reference.startsWith("#x")) {
            text.appendCodePoint(Integer.parseInt(reference.substring(2), 16));
        } else if (reference.startsWith("#")) {
            text.appendCodePoint(Integer.parseInt(reference.substring(1)));
        } else {
            text.append(NAMED.get(NAMED.indexOf(reference) + 1));
        }
    }

    static void encode(String text, StringBuilder into) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> into.append("&lt;");
                case '>' -> into.append("&gt;");
                case '&' -> into.append("&amp;");
                case '"' -> into.append("&quot;");
                case '\'' -> into.append("&apos;");
                default -> into.append(c);
            }
        }
    }
}
