package io.github.sfnecs.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * The members in the body of an answer, JSON or XML, also those of the documents that are a text in it: a definition, a policy, an
 * output. All that are the same, as of every element of a list, can be missing, or, where they hold others, be empty.
 */
public final class AnswerMembers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<String> found = new LinkedHashSet<>();
    private final String wanted;

    private AnswerMembers(String wanted) {
        this.wanted = wanted;
    }

    /** What can be lacking, in order: {@code .tasks.createdAt}, and {@code .tasks} with nothing in it as {@code .tasks is empty}. */
    public static Set<String> in(String body) {
        AnswerMembers members = new AnswerMembers("");
        members.body(body);
        return members.found;
    }

    /** Has this lack. */
    public static UnaryOperator<String> without(String member) {
        return body -> new AnswerMembers(member).body(body);
    }

    private String body(String body) {
        return body.startsWith("<") ? xml(body) : json(body);
    }

    /** Whether this is the one that is to lack. */
    private boolean lacks(String what) {
        found.add(what);
        return what.equals(wanted);
    }

    private String json(String text) {
        JsonNode root = read(text).orElseThrow(() -> new IllegalArgumentException(text));
        walk(root, "");
        return root.toString();
    }

    private void walk(JsonNode node, String path) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : List.copyOf(object.properties())) {
                String name = path + "." + member.getKey();
                if (lacks(name)) {
                    object.remove(member.getKey());
                } else if (member.getValue().isContainerNode()
                        && !member.getValue().isEmpty()
                        && lacks(name + " is empty")) {
                    object.set(member.getKey(), member.getValue().isArray() ? object.arrayNode() : object.objectNode());
                } else {
                    object.set(member.getKey(), within(member.getValue(), name));
                }
            }
        } else if (node.isArray()) {
            node.forEach(element -> walk(element, path));
        }
    }

    private JsonNode within(JsonNode value, String path) {
        Optional<JsonNode> document =
                value.isTextual() ? read(value.textValue()).filter(JsonNode::isContainerNode) : Optional.empty();
        walk(document.orElse(value), path);
        return document.<JsonNode>map(changed -> TextNode.valueOf(changed.toString()))
                .orElse(value);
    }

    private static Optional<JsonNode> read(String text) {
        try {
            return Optional.ofNullable(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private String xml(String body) {
        try {
            Document document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(body)));
            walk(document.getDocumentElement(), "");
            Transformer transformer = TransformerFactory.newInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter changed = new StringWriter();
            transformer.transform(new DOMSource(document), new StreamResult(changed));
            return changed.toString();
        } catch (Exception e) {
            throw new IllegalArgumentException(body, e);
        }
    }

    private void walk(Element element, String path) {
        for (Element child : children(element)) {
            String name = path + "." + child.getTagName();
            if (lacks(name)) {
                element.removeChild(child);
            } else if (!children(child).isEmpty() && lacks(name + " is empty")) {
                child.setTextContent("");
            } else if (children(child).isEmpty() && child.getTextContent().startsWith("%7B")) {
                child.setTextContent(URLEncoder.encode(
                        json(URLDecoder.decode(child.getTextContent(), StandardCharsets.UTF_8)),
                        StandardCharsets.UTF_8));
            } else {
                walk(child, name);
            }
        }
    }

    private static List<Element> children(Element element) {
        NodeList nodes = element.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .<Node>mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }
}
