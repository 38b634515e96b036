using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Baseline.Mutation.Mutating;

namespace Baseline.Mutation.Testing;

/// <summary>The mutated product within this process, and the tests as they were built, which run on it.</summary>
internal sealed class MutatedCore
{
    private readonly FieldInfo _active;
    private readonly byte[] _reached;

    /// <summary>Loads the product, and every test assembly around it.</summary>
    /// <param name="assembly">The path of the mutated assembly.</param>
    /// <param name="folders">Where the tests were built.</param>
    public MutatedCore(string assembly, IReadOnlyList<string> folders)
    {
        var core = AssemblyLoadContext.Default.LoadFromStream(new MemoryStream(File.ReadAllBytes(assembly)));
        AssemblyLoadContext.Default.Resolving += (context, name) => name.Name == core.GetName().Name
            ? core
            : folders.Select(folder => Path.Combine(folder, $"{name.Name}.dll")).FirstOrDefault(File.Exists) is { } path
                ? context.LoadFromAssemblyPath(path)
                : null;
        var type = core.GetType(MutantSwitch.TypeName, throwOnError: true) ?? typeof(object);
        _active = type.GetField("Active") ?? throw new MissingFieldException(MutantSwitch.TypeName, "Active");
        _reached = type.GetField("Reached")?.GetValue(null) as byte[] ?? throw new MissingFieldException(MutantSwitch.TypeName, "Reached");
        foreach (var initialized in core.GetTypes().Where(one => !one.ContainsGenericParameters))
        {
            // What is worked out once for all must not be worked out while a mutant is on.
            RuntimeHelpers.RunClassConstructor(initialized.TypeHandle);
        }
    }

    /// <summary>Runs a test with a mutant on (0 for none); null where it passes, or else why it does not.</summary>
    public string? Run(TestCase test, int mutant)
    {
        _active.SetValue(null, mutant);
        try
        {
            return test.WhyFailed();
        }
        finally
        {
            _active.SetValue(null, 0);
        }
    }

    /// <summary>The mutants that were reached since this was last asked.</summary>
    public int[] TakeReached()
    {
        int[] reached = [.. Enumerable.Range(0, _reached.Length).Where(id => _reached[id] != 0)];
        Array.Clear(_reached);
        return reached;
    }
}
