using System.Data.Common;
using System.Globalization;

namespace Acsa.Worker.Ledger;

/// <summary>One turn on a connection: the statements of a transaction, and the time at which all of it happens.</summary>
/// <param name="connection">An open connection, used by nobody else meanwhile.</param>
/// <param name="sql">Its dialect.</param>
/// <param name="time">By the database's clock.</param>
/// <param name="prepared">Commands kept for the next turn on the same connection; null where the connection keeps them itself.</param>
sealed class LedgerSession(DbConnection connection, LedgerDialect sql, DateTimeOffset time, Dictionary<string, DbCommand>? prepared)
{
    public LedgerDialect Sql => sql;

    public DateTimeOffset Time => time;

    /// <summary>The time as the ledger writes it.</summary>
    public string Now { get; } = LedgerTime.Write(time);

    public int Execute(string text, params (string Name, object? Value)[] values) =>
        Run(text, values, command => command.ExecuteNonQuery());

    /// <summary>Inserts a row and returns its number.</summary>
    public long Insert(string text, params (string Name, object? Value)[] values) => Number(text + " RETURNING id", values)!.Value;

    /// <summary>The first value of the first row; null when there is none or it is NULL.</summary>
    public object? Scalar(string text, params (string Name, object? Value)[] values) =>
        Run(text, values, command => command.ExecuteScalar()) is var value && value is DBNull ? null : value;

    /// <summary>The first value of the first row as a number, whichever integer the engine makes of it.</summary>
    public long? Number(string text, params (string Name, object? Value)[] values) =>
        Scalar(text, values) is { } value ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : null;

    /// <summary>All rows. The reading of a row must not ask the session again.</summary>
    public List<T> Query<T>(string text, Func<DbDataReader, T> read, params (string Name, object? Value)[] values) =>
        Run(text, values, command =>
        {
            using var reader = command.ExecuteReader();
            var rows = new List<T>();
            while (reader.Read()) rows.Add(read(reader));
            return rows;
        });

    T Run<T>(string text, (string Name, object? Value)[] values, Func<DbCommand, T> run)
    {
        if (prepared is null)
        {
            using var command = connection.CreateCommand();
            command.CommandText = text;
            Bind(command, values);
            return run(command);
        }

        if (!prepared.TryGetValue(text, out var kept))
        {
            kept = connection.CreateCommand();
            kept.CommandText = text;
            prepared.Add(text, kept);
        }

        Bind(kept, values);
        return run(kept);
    }

    static void Bind(DbCommand command, (string Name, object? Value)[] values)
    {
        if (command.Parameters.Count == values.Length)
        {
            for (var i = 0; i < values.Length; i++)
            {
                var (name, value) = values[i];
                var bound = command.Parameters[i];
                if (!bound.ParameterName.AsSpan(1).SequenceEqual(name))
                    throw new InvalidOperationException($"The statement was bound with {bound.ParameterName} before, now with {name}.");
                bound.Value = value ?? DBNull.Value;
            }

            return;
        }

        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@" + name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }
    }
}
