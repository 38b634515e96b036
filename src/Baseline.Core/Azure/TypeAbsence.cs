namespace Baseline.Azure;

/// <summary>
/// Which answers of Azure mean that a cloud, a region or a subscription does not have a type at all, so that nothing of that type
/// is there. <see cref="Absence"/> is about single resources.
/// </summary>
public static class TypeAbsence
{
    private const string NoProvider = "NoRegisteredProviderFound";

    // What stands in front of the versions that there are; none stands there where the type is unknown.
    private const string OtherVersions = "supported api-versions are '";

    private static readonly string[] Codes = ["InvalidResourceType", NoProvider, "UnsupportedResourceType"];

    /// <summary>Whether an answer to a list says that there is no such type.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">The error code of the body.</param>
    /// <param name="message">
    /// The message of the body: the same code also refuses an api-version of a type that is there, and names those that would do.
    /// </param>
    public static bool Of(int status, string code, string message) =>
        IsRefusal(status)
        && Codes.Contains(code, StringComparer.OrdinalIgnoreCase)
        && !(code.Equals(NoProvider, StringComparison.OrdinalIgnoreCase) && NamesOtherVersions(message));

    /// <summary>Whether an answer to a list of log categories says that the type of the resource has no logs.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">The error code of the body.</param>
    public static bool OfLogs(int status, string code) =>
        status == 400 && code.Equals("ResourceTypeNotSupported", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a status is one of those that Azure refuses an unknown type with.</summary>
    public static bool IsRefusal(int status) => status is 400 or 404;

    private static bool NamesOtherVersions(string message)
    {
        var at = message.IndexOf(OtherVersions, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && at + OtherVersions.Length < message.Length && message[at + OtherVersions.Length] != '\'';
    }
}
