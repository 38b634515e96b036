namespace Baseline.Cli.Commands.Role;

/// <summary>What is peculiar to a host about letting its pipelines sign in to Azure without a secret.</summary>
internal interface ISetupHost
{
    /// <summary>The repository and its host, for a sentence.</summary>
    string Place { get; }

    /// <summary>The programs that the commands need beside az.</summary>
    string Programs { get; }

    /// <summary>A command of the shell that succeeds where those programs are there.</summary>
    string Check { get; }

    /// <summary>
    /// The lines that let the host's jobs act as the apps, whose ids are in <c>$plan_app</c> and <c>$apply_app</c>, and the tenant's in
    /// <c>$tenant</c>.
    /// </summary>
    IEnumerable<string> SignIns();

    /// <summary>The lines that tell the host's jobs which apps they are.</summary>
    IEnumerable<string> Variables();

    /// <summary>What is left to do by hand, a sentence each.</summary>
    IEnumerable<string> ByHand();
}
