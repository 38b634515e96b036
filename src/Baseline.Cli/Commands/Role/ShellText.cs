using Baseline.Cli.Output;

namespace Baseline.Cli.Commands.Role;

/// <summary>Text as a shell takes it.</summary>
internal static class ShellText
{
    /// <summary>The shell's variable that holds the tenant's id.</summary>
    public const string Tenant = "$tenant";

    /// <summary>A word in quotes; the mark of the tenant becomes the variable that holds the tenant's id.</summary>
    public static string Word(string text) =>
        ShellWord.InQuotes(text).Replace(RoleScopes.TenantMark, $"'\"{Tenant}\"'", StringComparison.Ordinal);
}
