using System.CommandLine;
using System.CommandLine.Parsing;
using Baseline.Cli.Hosts;

namespace Baseline.Cli.Commands.Role;

/// <summary>What <c>baseline role</c> was asked for.</summary>
/// <param name="Purpose">plan, apply, destinations or undo; null for all four.</param>
/// <param name="AsBicep">Bicep; otherwise JSON.</param>
/// <param name="Tenant">The tenant's GUID; null where it is not given.</param>
/// <param name="Setup">The repository whose pipelines are to use the roles; null: the roles alone are wanted.</param>
/// <param name="Document">The document's path.</param>
public sealed record RoleArguments(string? Purpose, bool AsBicep, string? Tenant, SetupRequest? Setup, string Document);

/// <summary>The repository whose pipelines are to sign in to Azure.</summary>
/// <param name="Host">Its host.</param>
/// <param name="Repository">OWNER/NAME, PROJECT/REPOSITORY in Azure DevOps, or the path of a GitLab project.</param>
/// <param name="Endpoint">The address of the host; null: the public one.</param>
/// <param name="Branch">The branch that releases.</param>
/// <param name="Environment">The environment whose approval lets an apply begin.</param>
public sealed record SetupRequest(HostName Host, string Repository, string? Endpoint, string Branch, string Environment);

/// <summary>The options of <c>baseline role</c>.</summary>
internal sealed class RoleOptions
{
    private readonly Option<string> _format = OptionFactory.Of("--format", "The form of the roles.", "json", "bicep");
    private readonly DocumentOption _document = new();
    private readonly Argument<string?> _purpose = OptionFactory.Argument<string?>(
        "purpose",
        "Which role: plan, apply, destinations (for what logs go to) or undo; all when left out.",
        "There is no role",
        ArgumentArity.ZeroOrOne,
        "plan", "apply", "destinations", "undo");

    private readonly Option<string?> _tenant = new("--tenant")
    {
        Description = "The tenant's id, where all of the tenant is in scope.",
        HelpName = "guid",
        CustomParser = Tenant,
    };

    private readonly Option<string?> _setup = OptionFactory.OptionalWord(
        "--setup", "Print a script that creates roles and sign-ins for the pipelines of a repository.", ReviewHosts.Words);

    private readonly Option<string?> _repository = OptionFactory.Named(
        "--repository", "With --setup: OWNER/NAME, PROJECT/REPOSITORY, or GitLab's project.", "name");
    private readonly Option<string?> _endpoint = OptionFactory.Named(
        "--endpoint", "With --setup: the address of the organization, or of a host of your own.", "url");
    private readonly Option<string?> _branch = OptionFactory.Named(
        "--branch", "With --setup: the branch that releases; main by default.", "name");
    private readonly Option<string?> _environment = OptionFactory.Named(
        "--environment", "With --setup: the environment of the apply; azure by default.", "name");

    public void AddTo(Command command)
    {
        command.Arguments.Add(_purpose);
        Option[] ofSetup = [_repository, _endpoint, _branch, _environment];
        foreach (var option in (Option[])[_format, _tenant, _setup, .. ofSetup])
        {
            command.Options.Add(option);
        }

        _document.AddTo(command);
        command.Validators.Add(result =>
        {
            var isSetup = result.GetResult(_setup) is not null;
            if (isSetup && (result.GetResult(_purpose) is { Tokens.Count: > 0 } || result.GetResult(_format) is { Implicit: false }))
            {
                result.AddError("--setup is for all roles, and always a script: leave the role and --format out.");
            }
            else if (isSetup && WrongWith(Setup(result)) is { } problem)
            {
                result.AddError(problem);
            }
            else if (!isSetup && ofSetup.FirstOrDefault(option => result.GetResult(option) is not null) is { } option)
            {
                result.AddError($"{option.Name} is for --setup alone.");
            }
        });
    }

    public RoleArguments Read(ParseResult result) => new(
        result.GetValue(_purpose),
        result.GetValue(_format) == "bicep",
        result.GetValue(_tenant),
        Setup(result.CommandResult),
        _document.Read(result));

    /// <summary>What was asked for; null where nothing was, or no host that there is.</summary>
    private SetupRequest? Setup(CommandResult result) => Array.IndexOf(ReviewHosts.Words, Typed(result, _setup)) is var host and >= 0
        ? new SetupRequest(
            (HostName)host,
            Typed(result, _repository) ?? "",
            Typed(result, _endpoint),
            Typed(result, _branch) ?? "main",
            Typed(result, _environment) ?? "azure")
        : null;

    // A value that was refused has none, and the checks of the whole command run all the same.
    private static string? Typed(CommandResult result, Option option) =>
        result.GetResult(option)?.Tokens is [var token, ..] ? token.Value : null;

    private static string? WrongWith(SetupRequest? setup) =>
        setup is null ? null
        : setup.Repository.Length == 0 ? "--setup needs --repository."
        : !HostEnvironment.Fits(setup.Host, setup.Repository)
            ? $"--repository can't be \"{setup.Repository}\": it is "
                + (setup.Host == HostName.Azure ? "PROJECT/REPOSITORY." : "OWNER/NAME.")
        : !IsRef(setup.Branch) ? $"--branch can't be \"{setup.Branch}\": it is no name of a branch."
        : setup.Environment.Length == 0 || setup.Environment.Any(char.IsControl)
            ? $"--environment can't be \"{setup.Environment}\": it is no name of an environment."
        : setup.Endpoint is null
            ? setup.Host == HostName.Azure ? "--setup azure needs --endpoint https://dev.azure.com/ORGANIZATION." : null
        : Uri.TryCreate(setup.Endpoint, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
            && address is { UserInfo: "", Query: "", Fragment: "" } && !setup.Endpoint.Any(char.IsControl) ? null
        : address is { UserInfo.Length: > 0 } ? "--endpoint can't have a user or a password in it: the script would hold them."
        : $"--endpoint can't be \"{setup.Endpoint}\": it is an address that begins with https:// and has no query.";

    /// <summary>Whether git could have a branch of that name, as far as one can be taken for something else.</summary>
    private static bool IsRef(string branch) =>
        branch.Length > 0 && branch[0] is not ('-' or '/') && branch[^1] is not ('/' or '.')
        && !branch.Any(char.IsControl) && !branch.Contains("..", StringComparison.Ordinal)
        && !branch.Contains("//", StringComparison.Ordinal);

    private static string? Tenant(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Guid.TryParseExact(text, "D", out _))
        {
            return text.ToLowerInvariant();
        }

        result.AddError($"--tenant can't be \"{text}\": it is a GUID, as `az account show --query tenantId` prints it.");
        return null;
    }
}
