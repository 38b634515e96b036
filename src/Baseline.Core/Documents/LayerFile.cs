using Baseline.Diagnostics;
using Baseline.Yaml;

namespace Baseline.Documents;

/// <summary>The bytes of one file of a document.</summary>
internal static class LayerFile
{
    /// <summary>The bytes; null, with the reason in the bag, where the file can't be read or is no part of the document.</summary>
    /// <param name="source">Where the files are.</param>
    /// <param name="path">The file.</param>
    /// <param name="first">The first file of the document.</param>
    /// <param name="extends">Where the file is named; null for the first one.</param>
    /// <param name="advice">What to do where the first file is not there.</param>
    /// <param name="bag">Takes the reason. It shows nothing of a file of which nothing may be shown.</param>
    public static byte[]? Read(IDocumentSource source, string path, string first, Place? extends, DocumentAdvice advice, DiagnosticBag bag)
    {
        try
        {
            var access = source.AccessTo(path, first);
            if (!access.MayRead)
            {
                bag.Add(FileDiagnostics.Outside(path, extends, access));
                return null;
            }

            if (!access.MayShow)
            {
                bag.Veil(path);
            }

            return source.Read(path, SourceText.MaxBytes + 1);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            bag.Add(FileDiagnostics.Missing(path, extends, advice));
        }
        catch (UnauthorizedAccessException)
        {
            bag.Add(FileDiagnostics.Unreadable($"\"{path}\" may not be read.", extends));
        }
        catch (IOException broken)
        {
            bag.Add(FileDiagnostics.Unreadable($"Reading \"{path}\" failed: {broken.Message}", extends));
        }

        return null;
    }
}
