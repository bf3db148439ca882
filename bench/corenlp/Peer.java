import edu.stanford.nlp.pipeline.CoreDocument;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Reads texts, a NUL between two, finds who is quoted in them, and prints the seconds as JSON. The pipeline is loaded first. */
public class Peer {
  public static void main(String[] args) throws IOException {
    String[] texts = new String(System.in.readAllBytes(), StandardCharsets.UTF_8).split("\0");
    Properties options = new Properties();
    // What the quote annotator asks for to name speakers
    options.setProperty("annotators", "tokenize,pos,lemma,ner,depparse,coref,quote");
    options.setProperty("threads", "1");
    StanfordCoreNLP pipeline = new StanfordCoreNLP(options);
    pipeline.annotate(new CoreDocument("“The bench is ready,” she said."));
    var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    long wall = System.nanoTime();
    int failed = 0;
    for (String text : texts) {
      try {
        pipeline.annotate(new CoreDocument(text));
      } catch (RuntimeException broken) {
        failed++;
      }
    }
    System.out.printf(
        "{\"name\":\"Stanford CoreNLP 4.5.8, quote annotator\",\"cpu\":%.3f,\"wall\":%.3f,\"failed\":%d}%n",
        (system.getProcessCpuTime() - cpu) / 1e9, (System.nanoTime() - wall) / 1e9, failed);
  }
}
