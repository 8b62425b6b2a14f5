package io.penstock.prepare.preparer;

import java.util.ArrayList;
import java.util.List;

/**
 * What the parameters of a step that prepares rows are: a name with a dot or slash in it is a file, which by its ending holds UUIDs or texts, and any other is a word.
 *
 * @param data files of data sets, and before them that of a declaration, where one is asked for
 */
record StepFiles(List<String> words, List<String> data, List<String> uuids, List<String> texts) {

    static StepFiles of(List<String> parameters) {
        StepFiles files = new StepFiles(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (String parameter : parameters) {
            String bare = parameter.replaceFirst("\\.properties$", "");
            if (parameter.indexOf('.') < 0 && parameter.indexOf('/') < 0) {
                files.words.add(parameter);
            } else if (bare.endsWith("UUIDs") || bare.endsWith("UUID")) {
                files.uuids.add(parameter);
            } else if (bare.endsWith("Localization") || bare.endsWith("Informations") || bare.endsWith("Information")) {
                files.texts.add(parameter);
            } else {
                files.data.add(parameter);
            }
        }
        return files;
    }
}
