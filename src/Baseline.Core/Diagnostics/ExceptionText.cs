namespace Baseline.Diagnostics;

/// <summary>What exceptions of the system say, as sentences for people.</summary>
public static class ExceptionText
{
    private const string Pointer = ", see inner exception";

    /// <summary>
    /// The message with those of the exceptions inside that say more: none points to an inner exception, which nobody sees.
    /// </summary>
    /// <param name="exception">The exception.</param>
    public static string Of(Exception exception)
    {
        var texts = new List<string>();
        for (var at = exception; at is not null; at = at.InnerException)
        {
            var text = at.Message.Replace(Pointer, "", StringComparison.OrdinalIgnoreCase).Trim();
            if (text.Length > 0 && !texts.Exists(said => said.Contains(text, StringComparison.Ordinal)))
            {
                texts.Add(text);
            }
        }

        return string.Join(' ', texts);
    }
}
